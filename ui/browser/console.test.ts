// The province's pages as an office sees them: Chromium over the real server with a village that has synced.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Province, VILLAGE } from './province';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const OTHER = '17.06.01.2006';

let province: Province;
let browser: Browser;
let page: Page;
const told: string[] = [];

beforeAll(async () => {
  province = new Province();
  await province.serve();
  province.withData('ani', VILLAGE, 200);
  province.laptop('budi', OTHER, () => undefined);
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  browser = await chromium.launch({ executablePath, headless: true, args: ['--no-sandbox'] });
  const context = await browser.newContext({
    // The province's own CA, which no browser knows before the office installs it.
    ignoreHTTPSErrors: true,
    viewport: { width: 1366, height: 768 },
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  page.on('console', (message) => {
    // A refused sign-in is an answer, which Chromium tells as an error.
    if (message.type() === 'error' && !message.text().includes('401')) told.push(message.text());
  });
  page.on('pageerror', (error) => told.push(error.message));
  await page.goto(province.url);
});

afterAll(async () => {
  await browser?.close();
  await province?.end();
});

/** What axe finds wrong that keeps somebody from using the page. */
async function barriers(): Promise<string[]> {
  await page.evaluate(readFileSync(AXE, 'utf8'));
  const found = await page.evaluate('axe.run()');
  const { violations } = found as { violations: { id: string; impact: string; nodes: { html: string }[] }[] };
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Keeps a picture for people, where one is asked for. */
async function picture(name: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (!folder) return;
  for (const [width, height] of [[1366, 768], [800, 1280]] as const) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(300);
    await page.screenshot({ path: `${folder}/${name}-${width}.png` });
  }
  await page.setViewportSize({ width: 1366, height: 768 });
}

const percent = (text: unknown) => `${String(text).replace('.', ',').slice(0, -1)}%`;

it('lets nobody in with a wrong password and says so calmly', async () => {
  await page.getByLabel('Nama akun').fill('admin');
  expect(await barriers()).toEqual([]);
  await page.getByLabel('Kata sandi').fill('bukan ini');
  await page.keyboard.press('Enter');
  await page.getByText('Nama atau kata sandi belum tepat.').waitFor();
  await picture('masuk');
});

it('signs in with the account of init and lists the villages with their figures', async () => {
  await page.getByLabel('Kata sandi').fill(province.account.password);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await page.getByRole('heading', { name: 'Ringkasan' }).waitFor();
  const l01 = province.l01(VILLAGE);
  const row = page.getByRole('row').filter({ hasText: VILLAGE });
  await row.waitFor();
  const words = (await row.innerText()).replace(/\s+/g, ' ');
  expect(words).toContain(`${l01['P']} ${l01['T']} ${percent(l01['cakupan'])} ${l01['A']} ${percent(l01['keaktifan_penduduk'])}`);
  expect(words).toContain(`${l01['gap_registered']} terdaftar ${l01['gap_active']} aktif`);
  expect(words).toContain('baru saja 1 laptop');
  const empty = await page.getByRole('row').filter({ hasText: OTHER }).innerText();
  expect(empty).toContain('belum ada data');
  const total = await page.getByRole('row').filter({ hasText: 'Jumlah Provinsi' }).innerText();
  expect(total.replace(/\s+/g, ' ')).toContain(`${percent(l01['cakupan'])} ${l01['T']} / ${l01['P']}`);
  expect(await barriers()).toEqual([]);
  await picture('ringkasan');
});

it('finds any village, draws a screenful of 1,513, and moves by keys', async () => {
  const search = page.getByLabel('Cari desa');
  await page.getByLabel('Juga desa tanpa data').check();
  await page.getByText('1.513 desa ditampilkan').waitFor();
  expect(await page.getByRole('row').count()).toBeLessThanOrEqual(102);
  await search.fill('1706012005');
  await page.getByText('1 desa ditampilkan').waitFor();
  await search.fill('');
  await page.getByLabel('Kabupaten / kota').selectOption({ label: 'Kabupaten Mukomuko' });
  await page.getByRole('row', { name: /Jumlah Kabupaten Mukomuko/ }).waitFor();
  await page.getByLabel('Juga desa tanpa data').uncheck();
  await page.getByRole('button', { name: 'Cakupan (T/P)' }).click();
  await expect.poll(() => page.getByRole('columnheader', { name: 'Cakupan (T/P)' }).getAttribute('aria-sort')).toBe('descending');
  const first = page.getByRole('row').nth(1);
  expect(await first.innerText()).toContain('Kecamatan');
  await first.getByRole('button').focus();
  await page.keyboard.press('ArrowDown');
  expect(await page.evaluate('document.activeElement.dataset.line')).toBe('1');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Laporan L01' }).waitFor();
});

it('shows the village as its report does and downloads the same report', async () => {
  const l01 = province.l01(VILLAGE);
  const words = await page.getByRole('main').innerText();
  expect(words).toContain(percent(l01['cakupan']));
  expect(words).toContain(`${l01['T']} dari ${l01['P']} jiwa`);
  expect(await barriers()).toEqual([]);
  await picture('desa');
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Unduh JSON' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe(`L01-${VILLAGE}-${l01['as_of']}.json`);
  expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toEqual(l01);
  await page.getByText(`${download.suggestedFilename()} sudah diunduh.`).waitFor();
  const sheet = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Unduh XLSX' }).click();
  expect(readFileSync(await (await sheet).path()).subarray(0, 2).toString()).toBe('PK');
});

it('comes back to the line it left, and leaves', async () => {
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Ringkasan' }).waitFor();
  await expect.poll(() => page.evaluate('document.activeElement.textContent.trim().length > 0 && document.activeElement.dataset.line')).toBe('0');
  await page.getByRole('button', { name: 'Keluar' }).click();
  await page.getByLabel('Nama akun').waitFor();
  await page.goBack();
  await page.getByLabel('Nama akun').waitFor();
  expect(await page.getByText('Terdaftar').count()).toBe(0);
  expect(told).toEqual([]);
});
