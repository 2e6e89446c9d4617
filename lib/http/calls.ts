/**
 * Every call of the API. The one list: which methods are taken, what a token needs for each, and what the description
 * says, come from it.
 */
import { z } from 'zod'
import { dropLimits } from '../dropped/drop.ts'
import { dropBody, readDrop } from '../dropped/schema.ts'
import { limits } from '../limits.ts'
import { previewBody, settingsBody } from '../settings/schema.ts'
import { beatBody, seedsBody, sweepBody, sweepControlBody } from '../sweep/schema.ts'
import { mostTrainings } from '../sweep/sweep.ts'
import { tokenBody } from '../tokens/schema.ts'
import { answers } from './answers.ts'
import { type HttpCall, small } from './call.ts'
import { runCalls } from './run-calls.ts'
import { differencesQuery, matrixQuery, reportQuery, sentEvents, verdictQuery } from './schema.ts'
import { verbCalls } from './verb-calls.ts'

const dropFileQuery = z.strictObject({ path: z.string() })

export const calls: readonly HttpCall[] = [
  {
    ...{ method: 'POST', path: '/api/ingest', status: 200, answer: answers.accepted },
    right: 'log',
    summary: `Stores events, all or none, and answers after the commit; tells which of the runs are to stop, and why. At most ${limits.events} events a request and ${limits.points} points an event. May come packed with gzip or deflate; the limit is on what it unpacks to.`,
    body: { schema: sentEvents, most: limits.bytes },
  },
  {
    ...{ method: 'GET', path: '/api/health', status: 200, answer: answers.health },
    right: 'any',
    summary: 'Whether runs can be stored; 503 with the trouble where they cannot.',
  },
  {
    ...{ method: 'GET', path: '/api/openapi.json', status: 200, answer: answers.description },
    right: 'any',
    summary: 'This description.',
  },
  ...runCalls,
  {
    ...{ method: 'GET', path: '/api/fields', status: 200, answer: answers.fields },
    right: 'read',
    summary:
      'What all runs can be asked for in `q` and sorted by: parameters with 50 values at most, series and tags.',
  },
  {
    ...{ method: 'GET', path: '/api/sweeps', status: 200, answer: answers.sweeps },
    right: 'read',
    summary: 'All sweeps, newest first, and how they stand.',
  },
  {
    ...{ method: 'POST', path: '/api/sweeps', status: 201, answer: answers.startedSweep },
    right: 'control',
    summary: `Starts a sweep of at most ${mostTrainings} trainings, or goes on with the one of the same name, which may then have more seeds.`,
    body: small(sweepBody),
  },
  {
    ...{ method: 'GET', path: '/api/sweeps/{id}', status: 200, answer: answers.sweepDetail },
    right: 'read',
    summary: 'A sweep, by its id or its name, and each of its trainings.',
  },
  {
    ...{ method: 'DELETE', path: '/api/sweeps/{id}', status: 204, answer: null },
    right: 'control',
    summary: 'Forgets a sweep; its runs stay. 409 while it goes on.',
  },
  {
    ...{ method: 'POST', path: '/api/sweeps/{id}/seeds', status: 200, answer: answers.sweep },
    right: 'control',
    summary: 'Adds seeds to a sweep, which are trained when it goes on; 409 while it does.',
    body: small(seedsBody),
  },
  {
    ...{ method: 'POST', path: '/api/sweeps/{id}/control', status: 202, answer: answers.asked },
    right: 'control',
    summary: 'Stops a sweep, or goes on with what of it is not trained; 409 where it goes on already.',
    body: small(sweepControlBody),
  },
  {
    ...{ method: 'POST', path: '/api/sweeps/{id}/beat', status: 200, answer: answers.beat },
    right: 'control',
    summary:
      'Says that a terminal trains a sweep, or no longer, and hears whether it is to stop; without it for ten seconds the sweep counts as interrupted.',
    body: small(beatBody),
  },
  {
    ...{ method: 'GET', path: '/api/compare/verdict', query: verdictQuery, status: 200 },
    answer: answers.verdict,
    right: 'read',
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
    right: 'read',
    summary:
      'The model of each run scored by every loss and metric that fits what it predicts, over seeds with 95 % intervals; as csv a line for each run and score.',
  },
  {
    ...{ method: 'GET', path: '/api/compare/differences', query: differencesQuery, status: 200 },
    answer: answers.differences,
    right: 'read',
    summary:
      'Where models of numbers or of classes differ: their errors, recalls, calibration and residuals, and the rows that two of them judge most differently.',
  },
  {
    ...{ method: 'GET', path: '/api/report', query: reportQuery, status: 200, answer: null, isBytes: true },
    right: 'read',
    summary:
      'A run, or a comparison, as one HTML file that needs no server: verdict, curves, tables, findings, and what is drawn as JSON in its element report-data. Takes the parameters of the address of a comparison.',
  },
  {
    ...{ method: 'POST', path: '/api/findings/{id}/acknowledge', status: 200, answer: answers.finding },
    right: 'control',
    summary: 'Says that a person has seen a finding.',
  },
  {
    ...{ method: 'POST', path: '/api/drops/{id}/files', query: dropFileQuery, status: 204, answer: null },
    right: 'control',
    summary: `Keeps a file of another tool, as the body, until its drop is read; the id of a drop is 32 hexadecimal digits of your making. At most ${dropLimits.files} files and ${dropLimits.bytes} bytes a drop.`,
  },
  {
    ...{ method: 'POST', path: '/api/drops/{id}', status: 200, answer: readDrop },
    right: 'control',
    summary: 'Tells which runs are in the files of a drop, or stores them; then the files are gone.',
    body: { schema: dropBody, most: limits.settingsBytes },
  },
  {
    ...{ method: 'DELETE', path: '/api/drops/{id}', status: 204, answer: null },
    right: 'control',
    summary: 'Throws the files of a drop away.',
  },
  {
    ...{ method: 'GET', path: '/api/settings', status: 200, answer: answers.settings },
    right: 'owner',
    summary: 'What the owner has set.',
  },
  {
    ...{ method: 'PUT', path: '/api/settings', status: 200, answer: answers.settings },
    right: 'owner',
    summary: 'Replaces all settings.',
    body: { schema: settingsBody, most: limits.settingsBytes },
  },
  {
    ...{ method: 'POST', path: '/api/settings/preview', status: 200, answer: answers.preview },
    right: 'owner',
    summary: 'What a rule would have said of the newest 50 runs with these thresholds; changes nothing.',
    body: small(previewBody),
  },
  {
    ...{ method: 'POST', path: '/api/settings/test-notification', status: 200, answer: answers.sent },
    right: 'owner',
    summary: 'Sends a trial message to the webhook that is saved.',
  },
  {
    ...{ method: 'GET', path: '/api/tokens', status: 200, answer: answers.tokens },
    right: 'owner',
    summary: 'All tokens by name, with their rights and when they were last used, to a minute.',
  },
  {
    ...{ method: 'POST', path: '/api/tokens', status: 201, answer: answers.madeToken },
    right: 'owner',
    summary:
      'Makes a token. Its text is told this once, as only its hash is kept. Rights are log, read, control (which holds read) and owner (which holds all).',
    body: small(tokenBody),
  },
  {
    ...{ method: 'DELETE', path: '/api/tokens/{name}', status: 204, answer: null },
    right: 'owner',
    summary: 'Revokes a token: within a second no server takes it any more, and its connections end.',
  },
  ...verbCalls,
]
