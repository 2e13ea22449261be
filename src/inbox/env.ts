/** What the inbox is made of and what a request carries: types only, so that every part may import them. */
import type { HttpBindings } from '@hono/node-server';
import type { Form } from '#forms/form.ts';
import type { Config } from './config.ts';
import type { Template } from './mail/templates.ts';
import type { Metrics } from './metrics.ts';
import type { BuiltHashes } from './server/built-headers.ts';
import type { Role } from './stores/types/store.ts';
import type { ReceivingServices } from './submissions/receive.ts';

/** What Hono carries through a request. */
export interface AppEnv {
  /** Empty where a test asks the app without a socket. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    /** What every answer to a submission carries. */
    headers: Readonly<Record<string, string>>;
    /** The page that sent it is of an origin that may not. */
    isForeign: boolean;
    /** The page that sent it is of another origin than this server. */
    isCrossOrigin: boolean;
    /** Name of the signed-in member of staff. */
    staff: string;
    /** What they may do. */
    role: Role;
  };
}

/** Everything the app is made of; tests hand in their own. */
export interface Services extends ReceivingServices {
  config: Pick<
    Config,
    | 'smtpUrl'
    | 'retentionDays'
    | 'siteUrl'
    | 'tls'
    | 'hostedForms'
    | 'allowedOrigins'
    | 'trustedProxies'
    | 'rateLimits'
    | 'isRehearsal'
    | 'metricsToken'
  >;
  forms: readonly Form[];
  /** Folder of the built site. */
  dist: string;
  hashes: BuiltHashes;
  /** Mail to applicants and the team, by name. */
  templates: ReadonlyMap<string, Template>;
  metrics: Metrics;
  /** Where mails are put as files while no mail server is set. */
  mailFolder: string;
  /** True once the server shuts down: what is new is asked to come back. */
  isStopping: () => boolean;
}
