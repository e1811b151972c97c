// A province of its own for one test: real binaries, a practice village whose laptop has synced, gone at the end.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

export const VILLAGE = '17.06.01.2005';

const TARGET = process.env['CARGO_TARGET_DIR'] ?? join(homedir(), '.cache/pesiar/target');

function binary(name: string): string {
  const file = join(TARGET, 'debug', name);
  if (!existsSync(file)) throw new Error(`${file} is missing: run \`cargo build -p pesiar-server -p pesiar-device\` first`);
  return file;
}

export class Province {
  readonly folder = mkdtempSync(join(tmpdir(), 'pesiar-console-'));
  readonly data = join(this.folder, 'province');
  /** As `init` printed them. */
  readonly account: { admin: string; password: string };
  url = '';
  #process: ChildProcess | undefined;

  constructor() {
    this.account = JSON.parse(this.server('init', '--province', '17'));
  }

  /** Runs a command of the server on this province; answers with what it printed. */
  server(...args: string[]): string {
    return execFileSync(binary('pesiar-server'), [...args, '--data', this.data], { encoding: 'utf8' });
  }

  /** Serves on a free port. */
  async serve(): Promise<void> {
    const child = spawn(binary('pesiar-server'), ['serve', '--listen', '127.0.0.1:0', '--data', this.data], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.#process = child;
    this.url = await new Promise((resolve, reject) => {
      child.stdout.setEncoding('utf8').once('data', (line: string) => resolve(line.trim()));
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    });
  }

  /** A laptop enrols in a village and sends what it has. */
  laptop(name: string, village: string, work: (field: (input: string, ...args: string[]) => string) => void): void {
    const code = this.server('enrol-code', '--village', village, '--role', 'village_operator', '--name', name).trim();
    const field = (input: string, ...args: string[]) =>
      execFileSync(binary('pesiar-field'), ['--profile', join(this.folder, name), '--json', ...args], {
        encoding: 'utf8',
        input,
        env: { PESIAR_SECRET: 'kuda makan rumput hijau' },
      });
    field('', 'enrol', '--server', this.url, '--code', code);
    work(field);
    field('', 'sync');
  }

  /** A village with people, a full BPJS list, a population and one visit. */
  withData(name: string, village: string, people: number): void {
    const [register, members] = [join(this.folder, `${name}.xlsx`), join(this.folder, `${name}-bpjs.xlsx`)];
    const draw = ['practice', '--people', String(people), '--seed', String(people), '--workbook', register, '--bpjs', members];
    execFileSync(binary('pesiar-field'), draw, { stdio: 'ignore' });
    this.laptop(name, village, (field) => {
      field('', 'import', register);
      field('', 'import', members);
      field(JSON.stringify({ year: 2026, semester: 1, population: people + 12, source: 'BIP_DESA' }), 'record', 'population_ref');
      const [family] = JSON.parse(field('', 'list', 'family'));
      field(JSON.stringify({ family_id: family.id, outcome: 'V1' }), 'record', 'visit');
    });
  }

  /** L01 of a village as the command line says it. */
  l01(village: string): Record<string, string | number | null> {
    return JSON.parse(this.server('report', 'L01', '--village', village, '--format', 'json'));
  }

  async end(): Promise<void> {
    const child = this.#process;
    if (child && child.exitCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
