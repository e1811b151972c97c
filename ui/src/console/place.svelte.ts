// Where in the pages we are: the list, or one village. In the address, so that back and reload work.

const VILLAGE = /^#\/desa\/([\d.]+)$/;

class Place {
  /** Code of the open village; none on the list. */
  village = $state(read());

  constructor() {
    window.addEventListener('hashchange', () => (this.village = read()));
  }

  open(code: string): void {
    location.hash = `/desa/${code}`;
  }

  list(): void {
    location.hash = '/';
  }
}

function read(): string | undefined {
  return VILLAGE.exec(location.hash)?.[1];
}

export const place = new Place();
