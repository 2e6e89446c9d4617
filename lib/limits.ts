/** How much the server takes at once. Imports nothing, so that programs that send know it without the schema. */
export const limits = {
  /** Points of one event, events of one message, bytes of one message. */
  points: 100_000,
  events: 10_000,
  bytes: 16 * 1024 * 1024,
  /** Bytes of the outputs that a run keeps, as they are stored: those of the best and the last epoch together. */
  predictionBytes: 10 * 1024 * 1024,
  /** Bytes of the settings, and of any smaller body. */
  settingsBytes: 1024 * 1024,
  smallBytes: 64 * 1024,
  series: 1_000,
  params: 1_000,
  environment: 100,
  /** Runs that are compared at once. */
  comparedRuns: 500,
  tags: 100,
  text: 10_000,
  name: 250,
  dialect: 64,
  /** Annotations of one run, and characters of one. */
  annotations: 1_000,
  annotationText: 1_000,
  /** Bytes of what a run prints that are kept; lines of one event, and characters of one line. */
  consoleBytes: 10 * 1024 * 1024,
  consoleLines: 10_000,
  consoleLine: 10_000,
} as const
