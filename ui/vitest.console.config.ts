// The province's pages in a real browser, over the real server: one file, some seconds.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['browser/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 180_000 },
});
