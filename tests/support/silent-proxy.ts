import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface SilentProxy {
  /** The address with the proxy's host and port. */
  url: string;
  /** Hands nothing on in either direction, as a firewall that forgot a connection does. */
  fallSilent: () => void;
  /** Hands on what comes over new connections. */
  speak: () => void;
  close: () => void;
}

/** Starts a proxy for any protocol, which can fall silent without ending a connection. */
export async function silentProxy(target: string): Promise<SilentProxy> {
  const { hostname, port } = new URL(target);
  let isSilent = false;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    open.add(near);
    if (isSilent) return;
    const far = connect(Number(port), hostname);
    open.add(far);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes) => isSilent || to.write(bytes));
      from.on('error', () => undefined);
      from.on('close', () => isSilent || to.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: Object.assign(new URL(target), {
      hostname: '127.0.0.1',
      port: String((server.address() as AddressInfo).port),
    }).href,
    fallSilent: () => (isSilent = true),
    speak() {
      for (const socket of open) socket.destroy();
      open.clear();
      isSilent = false;
    },
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
