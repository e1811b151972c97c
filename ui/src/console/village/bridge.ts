// What the pages ask of villages.
import type { VillageDetail } from '../../bindings/VillageDetail';
import type { VillageList } from '../../bindings/VillageList';
import { ask } from '../bridge';

const PATH = '/v1/console/villages';

export async function villageList(): Promise<VillageList> {
  return (await ask(PATH)).json();
}

export async function villageDetail(code: string): Promise<VillageDetail> {
  return (await ask(`${PATH}/${code}`)).json();
}

/** Fetches the report as a file and hands it to the browser's downloads; answers with its name. */
export async function downloadReport(code: string, format: string): Promise<string> {
  const response = await ask(`${PATH}/${code}/L01.${format}`);
  const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '');
  const name = named?.[1] ?? `L01.${format}`;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  // Late enough for any browser to have begun.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return name;
}
