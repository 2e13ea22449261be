/**
 * Keeps V8's space for what lives shortly at a few MiB. On a machine with much memory it grows to more than 100, which a server of short
 * requests fills with what is gone already, and never gives back. Whoever starts the server imports this before anything else.
 */
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--max-semi-space-size=4');
