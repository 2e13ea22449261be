import type { Services } from '../../env.ts';
import { loginTicket, type LoginTicket } from './login-ticket.ts';
import { Login } from './login.ts';
import { SecondSteps } from './second-step.ts';
import { sessionCookie, type SessionCookie } from './session-cookie.ts';
import { Sessions } from './sessions.ts';

/** The services for logging in and out, created once and passed to the routes. */
export interface Auth {
  sessions: Sessions;
  cookie: SessionCookie;
  ticket: LoginTicket;
  steps: SecondSteps;
  login: Login;
}

export function createAuth(parts: Services): Auth {
  const { store, clock, config } = parts;
  const steps = new SecondSteps(parts);
  return {
    sessions: new Sessions(store, clock),
    cookie: sessionCookie(config.siteUrl),
    ticket: loginTicket(parts, config.siteUrl),
    steps,
    login: new Login(store, steps),
  };
}
