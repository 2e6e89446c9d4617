/** Every call of the API. The one list: which methods are taken, and what the description says, come from it. */
import { z } from 'zod'
import { dropLimits } from '../dropped/drop.ts'
import { dropBody, readDrop } from '../dropped/schema.ts'
import { limits } from '../limits.ts'
import { previewBody, settingsBody } from '../settings/schema.ts'
import { beatBody, seedsBody, sweepBody, sweepControlBody } from '../sweep/schema.ts'
import { mostTrainings } from '../sweep/sweep.ts'
import { trainingBody } from '../training/options.ts'
import { answers } from './answers.ts'
import type { HttpCall } from './call.ts'
import {
  annotationBody,
  annotationChanges,
  averagesQuery,
  consoleQuery,
  controlBody,
  differencesQuery,
  drawnQuery,
  matrixQuery,
  pointsQuery,
  predictionsBody,
  predictionsQuery,
  readPredictionsQuery,
  reportQuery,
  runChanges,
  runsQuery,
  sentEvents,
  verdictQuery,
} from './schema.ts'
import { verbCalls } from './verb-calls.ts'

const dropFileQuery = z.strictObject({ path: z.string() })
const small = (schema: z.ZodType) => ({ schema, most: limits.smallBytes })

export const calls: readonly HttpCall[] = [
  {
    ...{ method: 'POST', path: '/api/ingest', status: 200, answer: answers.accepted },
    summary: `Stores events, all or none, and answers after the commit; tells which of the runs are to stop, and why. At most ${limits.events} events a request and ${limits.points} points an event. May come packed with gzip or deflate; the limit is on what it unpacks to.`,
    body: { schema: sentEvents, most: limits.bytes },
  },
  {
    ...{ method: 'GET', path: '/api/health', status: 200, answer: answers.health },
    summary: 'Whether runs can be stored; 503 with the trouble where they cannot.',
  },
  {
    ...{ method: 'GET', path: '/api/openapi.json', status: 200, answer: answers.description },
    summary: 'This description.',
  },
  {
    ...{ method: 'GET', path: '/api/runs', query: runsQuery, status: 200, answer: answers.runs },
    summary:
      'A page of runs, each with newest and best values of 200 series at most. `q` is a query (`loss = mse and lr < 0.01`) or words; `sort` is newest, oldest or a field, `-` before it for the highest first; values of a loss are sorted within each loss.',
  },
  {
    ...{ method: 'GET', path: '/api/fields', status: 200, answer: answers.fields },
    summary:
      'What all runs can be asked for in `q` and sorted by: parameters with 50 values at most, series and tags.',
  },
  {
    ...{ method: 'POST', path: '/api/runs', status: 201, answer: answers.run },
    summary: 'Starts a training on this machine; 409 where as many go on as it takes.',
    body: small(trainingBody),
  },
  {
    ...{ method: 'GET', path: '/api/runs/{id}', status: 200, answer: answers.record },
    summary: 'A run, what is known of its series, and its findings.',
  },
  {
    ...{ method: 'PATCH', path: '/api/runs/{id}', status: 200, answer: answers.run },
    summary: 'Changes what people say of a run.',
    body: small(runChanges),
  },
  {
    ...{ method: 'DELETE', path: '/api/runs/{id}', status: 204, answer: null },
    summary: 'Deletes a run with all its points.',
  },
  {
    ...{ method: 'GET', path: '/api/runs/{id}/points', query: pointsQuery, status: 200 },
    answer: answers.points,
    summary:
      'Every point, four such answers at a time for the whole server (429), or with `buckets` the extremes of each.',
  },
  {
    ...{ method: 'GET', path: '/api/points', query: drawnQuery, status: 200, answer: null, isBytes: true },
    summary:
      'What is drawn of many runs: a 32-bit length (little-endian), as many bytes of JSON, and float64 numbers. The JSON lists series as {runId, name, length, isComplete, samples}; the numbers are, of each, its steps, values and times, of this length, and the steps that were taken by their place alone.',
  },
  {
    ...{ method: 'GET', path: '/api/runs/{id}/averages', query: averagesQuery, status: 200 },
    answer: answers.averages,
    summary: 'Averages of at most 1,000 ranges of each series: what smoothing goes by.',
  },
  {
    ...{ method: 'POST', path: '/api/runs/{id}/predictions', query: predictionsQuery, status: 201 },
    answer: answers.keptPredictions,
    summary: `Keeps what the model of a run said of its validation rows, in the place of what was kept of that epoch. JSON, or the outputs as numpy.save writes them, the targets behind them in the same body or named by targetsHash; then the address says the rest. At most ${limits.predictionBytes} bytes of outputs a run, as float32 where that loses nothing.`,
    body: { schema: predictionsBody, most: limits.bytes, also: 'application/octet-stream' },
  },
  {
    ...{ method: 'GET', path: '/api/runs/{id}/predictions', query: readPredictionsQuery, status: 200 },
    answer: answers.predictions,
    summary:
      'What the model of a run said of its validation rows, of the best epoch where `which` is left out and there is one.',
  },
  {
    ...{ method: 'GET', path: '/api/runs/{id}/findings', status: 200, answer: answers.findings },
    summary: 'The findings of a run.',
  },
  {
    ...{ method: 'GET', path: '/api/runs/{id}/console', query: consoleQuery, status: 200 },
    answer: answers.console,
    summary: `What a run printed, as text, or as json by the numbers of its lines. Of each run ${limits.consoleBytes} bytes are kept: then the middle is left out, which is said in its place.`,
  },
  {
    ...{ method: 'GET', path: '/api/runs/{id}/history', status: 200, answer: answers.history },
    summary:
      'What happened to a run, newest first: its start, pauses and end, who asked it to stop, findings, annotations, earlier branches, changes of its learning rate.',
  },
  {
    ...{ method: 'GET', path: '/api/runs/{id}/annotations', status: 200, answer: answers.annotations },
    summary: 'What people and programs said at steps of a run, by time.',
  },
  {
    ...{ method: 'POST', path: '/api/runs/{id}/annotations', status: 201, answer: answers.annotation },
    summary: `Annotates a run at a step, or as a whole. At most ${limits.annotations} annotations a run.`,
    body: small(annotationBody),
  },
  {
    ...{ method: 'PATCH', path: '/api/runs/{id}/annotations/{annotationId}', status: 200 },
    answer: answers.annotation,
    summary: 'Changes what an annotation says, or its step.',
    body: small(annotationChanges),
  },
  {
    ...{ method: 'DELETE', path: '/api/runs/{id}/annotations/{annotationId}', status: 204, answer: null },
    summary: 'Deletes an annotation.',
  },
  {
    ...{ method: 'POST', path: '/api/runs/{id}/control', status: 202, answer: answers.asked },
    summary: 'Asks the program of a run to stop, pause or go on; 409 where nobody can hear it.',
    body: small(controlBody),
  },
  {
    ...{ method: 'GET', path: '/api/sweeps', status: 200, answer: answers.sweeps },
    summary: 'All sweeps, newest first, and how they stand.',
  },
  {
    ...{ method: 'POST', path: '/api/sweeps', status: 201, answer: answers.startedSweep },
    summary: `Starts a sweep of at most ${mostTrainings} trainings, or goes on with the one of the same name, which may then have more seeds.`,
    body: small(sweepBody),
  },
  {
    ...{ method: 'GET', path: '/api/sweeps/{id}', status: 200, answer: answers.sweepDetail },
    summary: 'A sweep, by its id or its name, and each of its trainings.',
  },
  {
    ...{ method: 'DELETE', path: '/api/sweeps/{id}', status: 204, answer: null },
    summary: 'Forgets a sweep; its runs stay. 409 while it goes on.',
  },
  {
    ...{ method: 'POST', path: '/api/sweeps/{id}/seeds', status: 200, answer: answers.sweep },
    summary: 'Adds seeds to a sweep, which are trained when it goes on; 409 while it does.',
    body: small(seedsBody),
  },
  {
    ...{ method: 'POST', path: '/api/sweeps/{id}/control', status: 202, answer: answers.asked },
    summary: 'Stops a sweep, or goes on with what of it is not trained; 409 where it goes on already.',
    body: small(sweepControlBody),
  },
  {
    ...{ method: 'POST', path: '/api/sweeps/{id}/beat', status: 200, answer: answers.beat },
    summary:
      'Says that a terminal trains a sweep, or no longer, and hears whether it is to stop; without it for ten seconds the sweep counts as interrupted.',
    body: small(beatBody),
  },
  {
    ...{ method: 'GET', path: '/api/compare/verdict', query: verdictQuery, status: 200 },
    answer: answers.verdict,
    summary:
      'Which setup is better by a metric, over seeds, in words and figures, and how all stand by every metric that they share.',
  },
  {
    ...{
      method: 'GET',
      path: '/api/compare/matrix',
      query: matrixQuery,
      status: 200,
      answer: answers.matrix,
    },
    summary:
      'The model of each run scored by every loss and metric that fits what it predicts, over seeds with 95 % intervals; as csv a line for each run and score.',
  },
  {
    ...{ method: 'GET', path: '/api/compare/differences', query: differencesQuery, status: 200 },
    answer: answers.differences,
    summary:
      'Where models of numbers or of classes differ: their errors, recalls, calibration and residuals, and the rows that two of them judge most differently.',
  },
  {
    ...{ method: 'GET', path: '/api/report', query: reportQuery, status: 200, answer: null, isBytes: true },
    summary:
      'A run, or a comparison, as one HTML file that needs no server: verdict, curves, tables, findings, and what is drawn as JSON in its element report-data. Takes the parameters of the address of a comparison.',
  },
  {
    ...{ method: 'POST', path: '/api/findings/{id}/acknowledge', status: 200, answer: answers.finding },
    summary: 'Says that a person has seen a finding.',
  },
  {
    ...{ method: 'POST', path: '/api/drops/{id}/files', query: dropFileQuery, status: 204, answer: null },
    summary: `Keeps a file of another tool, as the body, until its drop is read; the id of a drop is 32 hexadecimal digits of your making. At most ${dropLimits.files} files and ${dropLimits.bytes} bytes a drop.`,
  },
  {
    ...{ method: 'POST', path: '/api/drops/{id}', status: 200, answer: readDrop },
    summary: 'Tells which runs are in the files of a drop, or stores them; then the files are gone.',
    body: { schema: dropBody, most: limits.settingsBytes },
  },
  {
    ...{ method: 'DELETE', path: '/api/drops/{id}', status: 204, answer: null },
    summary: 'Throws the files of a drop away.',
  },
  {
    ...{ method: 'GET', path: '/api/settings', status: 200, answer: answers.settings },
    summary: 'What the owner has set.',
  },
  {
    ...{ method: 'PUT', path: '/api/settings', status: 200, answer: answers.settings },
    summary: 'Replaces all settings.',
    body: { schema: settingsBody, most: limits.settingsBytes },
  },
  {
    ...{ method: 'POST', path: '/api/settings/preview', status: 200, answer: answers.preview },
    summary: 'What a rule would have said of the newest 50 runs with these thresholds; changes nothing.',
    body: small(previewBody),
  },
  {
    ...{ method: 'POST', path: '/api/settings/test-notification', status: 200, answer: answers.sent },
    summary: 'Sends a trial message to the webhook that is saved.',
  },
  ...verbCalls,
]
