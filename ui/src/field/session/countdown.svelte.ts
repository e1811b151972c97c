// Seconds left of a wait, told by the device once and counted down here for the eye only: the device enforces it.

export class Countdown {
  left = $state(0);
  #timer: ReturnType<typeof setInterval> | undefined;

  start(seconds: number): void {
    this.stop();
    if (seconds <= 0) return;
    const end = performance.now() + seconds * 1000;
    this.left = Math.ceil(seconds);
    this.#timer = setInterval(() => {
      this.left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      if (this.left === 0) this.stop();
    }, 250);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.left = 0;
  }
}
