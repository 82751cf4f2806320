// SPDX-License-Identifier: GPL-3.0-or-later
// A real kithd on a port and data folder of its own, on SQLite or on a real MariaDB of these tests.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const program = process.env.KITH_PROGRAM ?? join(process.env.KITH_BIN ?? 'build/dev/bin', 'kithd');
const startWithin = 30_000; // ms
const folders = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin'];
const found = (name) => folders.map((folder) => join(folder, name)).find(existsSync);

export const missing = existsSync(program) ? false : `${program} is not built`;
export const missingMariaDb = missing || (found('mariadbd') && found('mariadb-install-db') ? false : 'MariaDB is not installed');

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function until(what, ready, ended) {
  const deadline = Date.now() + startWithin;
  while (Date.now() < deadline && !ended()) {
    if (await ready()) return;
    await wait(20);
  }
  throw new Error(`${what} did not start`);
}

/** The data folder that every mariadbd of the tests begins with, tests/support/mariadbserver.cpp's
 *  included: making one takes seconds. Whoever finds none makes it. */
function emptyDataFolder() {
  const made = join(tmpdir(), `kith-mariadb-${userInfo().uid}-${Math.floor(statSync(found('mariadbd')).mtimeMs / 1000)}`);
  if (existsSync(made)) return made;
  const unfinished = mkdtempSync(`${made}.`);
  const ownTmp = mkdtempSync(`${made}-tmp.`); // a mariadbd that starts deletes the temporary tables of others in its TMPDIR
  execFileSync(found('mariadb-install-db'), ['--no-defaults', `--datadir=${unfinished}`, '--skip-test-db', '--auth-root-authentication-method=normal', '--innodb-log-file-size=8M'], { stdio: 'ignore', env: { ...process.env, TMPDIR: ownTmp } });
  rmSync(ownTmp, { recursive: true });
  try {
    renameSync(unfinished, made);
  } catch {
    rmSync(unfinished, { recursive: true }); // somebody else was sooner
  }
  return made;
}

/** One mariadbd for a test program, on a socket file; it ends with it. */
export class MariaDb {
  static async start() {
    const server = new MariaDb();
    server.folder = mkdtempSync(join(tmpdir(), 'kith-mariadb-'));
    server.socket = join(server.folder, 'sock');
    const data = join(server.folder, 'data');
    cpSync(emptyDataFolder(), data, { recursive: true });
    const user = userInfo().uid === 0 ? ['--user=root'] : [];
    server.process = spawn(found('mariadbd'), ['--no-defaults', `--datadir=${data}`, `--socket=${server.socket}`, `--tmpdir=${server.folder}`, `--pid-file=${join(server.folder, 'pid')}`, '--skip-networking', '--skip-log-bin', '--performance-schema=OFF', '--innodb-flush-log-at-trx-commit=2', '--innodb-buffer-pool-size=32M', '--innodb-log-file-size=8M', `--log-error=${join(server.folder, 'log')}`, ...user], { stdio: 'ignore' });
    const probe = () =>
      new Promise((resolve) => {
        const socket = connect(server.socket, () => {
          socket.destroy();
          resolve(true);
        });
        socket.on('error', () => resolve(false));
      });
    await until('mariadbd', probe, () => server.process.exitCode !== null);
    return server;
  }

  #databases = 0;
  /** Settings of a kithd for a database of its own. */
  newDatabase() {
    const name = `kith_${++this.#databases}`;
    execFileSync(found('mariadb'), ['--no-defaults', `--socket=${this.socket}`, '-u', 'root', '-e', `CREATE DATABASE ${name}`]);
    return ['database.mysql_host=localhost', `database.mysql_socket=${this.socket}`, 'database.mysql_user=root', `database.mysql_database=${name}`];
  }

  async stop() {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGKILL');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A server that can be killed and started again on the same data and port. */
export class Server {
  #process = null;
  #log = '';

  static async start(settings = []) {
    const server = new Server();
    server.settings = settings;
    server.data = mkdtempSync(join(tmpdir(), 'kith-dialects-'));
    server.port = await freePort();
    server.url = `http://127.0.0.1:${server.port}`;
    await server.run();
    return server;
  }

  async run() {
    const { KITH_WEBSOCKET_ENGINE: engine } = process.env; // of the tests that ctest runs a second time
    const usual = [...(engine ? [`websocket.engine=${engine}`] : []), 'server.environment=development', 'limits.profile=off', 'auth.argon2_memory_kib=19456', 'auth.argon2_passes=2', 'server.drain_seconds=2'];
    // What a test says of a setting takes the place of the usual.
    const byName = new Map([...usual, ...this.settings].map((one) => [one.split('=')[0], one]));
    const settings = [...byName.values()].flatMap((one) => ['--set', one]);
    const { PATH, HOME, LANG } = process.env;
    this.#process = spawn(program, ['serve', '--data', this.data, '--port', String(this.port), ...settings], { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH, HOME, LANG } });
    for (const pipe of [this.#process.stdout, this.#process.stderr]) pipe.on('data', (text) => (this.#log = (this.#log + text).slice(-20_000)));
    const isReady = async () => (await fetch(`${this.url}/health`).catch(() => null))?.ok;
    await until('kithd', isReady, () => this.#process.exitCode !== null).catch((error) => {
      throw new Error(`${error.message}: ${this.#log}`);
    });
  }

  get log() {
    return this.#log;
  }

  async end(signal) {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  kill() {
    return this.end('SIGKILL');
  }

  async restart() {
    await this.kill();
    await this.run();
  }

  async stop() {
    await this.end('SIGKILL');
    rmSync(this.data, { recursive: true, force: true });
  }
}
