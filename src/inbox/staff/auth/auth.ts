import type { Services } from '../../env.ts';
import { knownDevices, type KnownDevices } from './known-devices.ts';
import { loginTicket, type LoginTicket } from './login-ticket.ts';
import { loginAttempts, type LoginAttempts } from './login-attempts.ts';
import { secondSteps, type SecondSteps } from './second-step.ts';
import { sessionCookie, type SessionCookie } from './session-cookie.ts';
import { staffSessions, type Sessions } from './sessions.ts';

/** The services for logging in and out, created once and passed to the routes. */
export interface Auth {
  sessions: Sessions;
  cookie: SessionCookie;
  ticket: LoginTicket;
  devices: KnownDevices;
  steps: SecondSteps;
  login: LoginAttempts;
}

export function createAuth(services: Services): Auth {
  const { store, config } = services;
  const steps = secondSteps(services);
  return {
    sessions: staffSessions(services),
    cookie: sessionCookie(config.siteUrl),
    ticket: loginTicket(services, config.siteUrl),
    devices: knownDevices(services, config.siteUrl),
    steps,
    login: loginAttempts(store, steps),
  };
}
