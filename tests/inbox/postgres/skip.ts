import { beforeEach, inject } from 'vitest';
import { howToGetPostgres } from '../../support/postgres.ts';

beforeEach(({ skip }) => skip(inject('postgres') === null, howToGetPostgres));
