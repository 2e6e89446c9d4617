/** The calls of the API that are about runs. */
import { limits } from '../limits.ts'
import { trainingBody } from '../training/options.ts'
import { answers } from './answers.ts'
import { type HttpCall, small } from './call.ts'
import {
  annotationBody,
  annotationChanges,
  averagesQuery,
  consoleQuery,
  controlBody,
  drawnQuery,
  pointsQuery,
  predictionsBody,
  predictionsQuery,
  readPredictionsQuery,
  runChanges,
  runsQuery,
} from './schema.ts'

export const runCalls: readonly HttpCall[] = [
  {
    ...{ method: 'GET', path: '/api/runs', query: runsQuery, status: 200, answer: answers.runs },
    right: 'read',
    summary:
      'A page of runs, each with newest and best values of 200 series at most. `q` is a query (`loss = mse and lr < 0.01`) or words; `sort` is newest, oldest or a field, `-` before it for the highest first; values of a loss are sorted within each loss.',
  },
  {
    ...{ method: 'POST', path: '/api/runs', status: 201, answer: answers.run },
    right: 'control',
    summary: 'Starts a training on this machine; 409 where as many go on as it takes.',
    body: small(trainingBody),
  },
  {
    ...{ method: 'GET', path: '/api/runs/{id}', status: 200, answer: answers.record },
    right: 'read',
    summary: 'A run, what is known of its series, and its findings.',
  },
  {
    ...{ method: 'PATCH', path: '/api/runs/{id}', status: 200, answer: answers.run },
    right: 'control',
    summary: 'Changes what people say of a run.',
    body: small(runChanges),
  },
  {
    ...{ method: 'DELETE', path: '/api/runs/{id}', status: 204, answer: null },
    right: 'owner',
    summary: 'Deletes a run with all its points.',
  },
  {
    ...{ method: 'GET', path: '/api/runs/{id}/points', query: pointsQuery, status: 200 },
    answer: answers.points,
    right: 'read',
    summary:
      'Every point, four such answers at a time for the whole server (429), or with `buckets` the extremes of each.',
  },
  {
    ...{ method: 'GET', path: '/api/points', query: drawnQuery, status: 200, answer: null, isBytes: true },
    right: 'read',
    summary:
      'What is drawn of many runs: a 32-bit length (little-endian), as many bytes of JSON, and float64 numbers. The JSON lists series as {runId, name, length, isComplete, samples}; the numbers are, of each, its steps, values and times, of this length, and the steps that were taken by their place alone.',
  },
  {
    ...{ method: 'GET', path: '/api/runs/{id}/averages', query: averagesQuery, status: 200 },
    answer: answers.averages,
    right: 'read',
    summary: 'Averages of at most 1,000 ranges of each series: what smoothing goes by.',
  },
  {
    ...{ method: 'POST', path: '/api/runs/{id}/predictions', query: predictionsQuery, status: 201 },
    answer: answers.keptPredictions,
    right: 'log',
    summary: `Keeps what the model of a run said of its validation rows, in the place of what was kept of that epoch. JSON, or the outputs as numpy.save writes them, the targets behind them in the same body or named by targetsHash; then the address says the rest. At most ${limits.predictionBytes} bytes of outputs a run, as float32 where that loses nothing.`,
    body: { schema: predictionsBody, most: limits.bytes, also: 'application/octet-stream' },
  },
  {
    ...{ method: 'GET', path: '/api/runs/{id}/predictions', query: readPredictionsQuery, status: 200 },
    answer: answers.predictions,
    right: 'read',
    summary:
      'What the model of a run said of its validation rows, of the best epoch where `which` is left out and there is one.',
  },
  {
    ...{ method: 'GET', path: '/api/runs/{id}/findings', status: 200, answer: answers.findings },
    right: 'read',
    summary: 'The findings of a run.',
  },
  {
    ...{ method: 'GET', path: '/api/runs/{id}/console', query: consoleQuery, status: 200 },
    answer: answers.console,
    right: 'read',
    summary: `What a run printed, as text, or as json by the numbers of its lines. Of each run ${limits.consoleBytes} bytes are kept: then the middle is left out, which is said in its place.`,
  },
  {
    ...{ method: 'GET', path: '/api/runs/{id}/history', status: 200, answer: answers.history },
    right: 'read',
    summary:
      'What happened to a run, newest first: its start, pauses and end, who asked it to stop, findings, annotations, earlier branches, changes of its learning rate.',
  },
  {
    ...{ method: 'GET', path: '/api/runs/{id}/annotations', status: 200, answer: answers.annotations },
    right: 'read',
    summary: 'What people and programs said at steps of a run, by time.',
  },
  {
    ...{ method: 'POST', path: '/api/runs/{id}/annotations', status: 201, answer: answers.annotation },
    right: 'control',
    summary: `Annotates a run at a step, or as a whole. At most ${limits.annotations} annotations a run.`,
    body: small(annotationBody),
  },
  {
    ...{ method: 'PATCH', path: '/api/runs/{id}/annotations/{annotationId}', status: 200 },
    answer: answers.annotation,
    right: 'control',
    summary: 'Changes what an annotation says, or its step.',
    body: small(annotationChanges),
  },
  {
    ...{ method: 'DELETE', path: '/api/runs/{id}/annotations/{annotationId}', status: 204, answer: null },
    right: 'control',
    summary: 'Deletes an annotation.',
  },
  {
    ...{ method: 'POST', path: '/api/runs/{id}/control', status: 202, answer: answers.asked },
    right: 'control',
    summary: 'Asks the program of a run to stop, pause or go on; 409 where nobody can hear it.',
    body: small(controlBody),
  },
]
