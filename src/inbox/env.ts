/** The services of the inbox and the variables of a request: types only, so that every part may import them. */
import type { HttpBindings } from '@hono/node-server';
import type { Form } from '#forms/form.ts';
import type { Config } from './config.ts';
import type { Template } from './mail/templates.ts';
import type { Metrics } from './metrics.ts';
import type { SiteContent } from './site-content.ts';
import type { Role } from './stores/store.ts';
import type { ReceivingServices } from './submissions/receive.ts';

/** The variables of a request in Hono. */
export interface AppEnv {
  /** Empty if a test calls the app without a socket. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    /** Headers of every answer to a submission. */
    headers: Readonly<Record<string, string>>;
    /** True if the sending page's origin is not allowed. */
    isForeign: boolean;
    /** True if the sending page's origin is not this server's. */
    isCrossOrigin: boolean;
    /** Name of the signed-in member of staff. */
    staff: string;
    role: Role;
  };
}

/** All services of the app; tests pass their own. */
export interface Services extends ReceivingServices {
  config: Pick<
    Config,
    | 'smtpUrl'
    | 'mailFrom'
    | 'mailNotify'
    | 'mailBounce'
    | 'retentionDays'
    | 'siteUrl'
    | 'base'
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
  /** The site's rounds and mails, with what staff changed: `rounds` and `templates` at any moment come from it. */
  content: SiteContent;
  /** Mails to applicants and the team, by name. */
  templates: ReadonlyMap<string, Template>;
  metrics: Metrics;
  /** Folder for mails as files while no mail server is set. */
  mailFolder: string;
  /** True after the server begins to shut down. */
  isStopping: () => boolean;
}
