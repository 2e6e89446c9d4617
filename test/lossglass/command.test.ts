/** `lossglass` against a real server: the sick run among fifty by `--json` alone, what is refused, what a terminal is spared. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { services } from '../../lib/server/services.ts'
import { closeAll, json, post, serve, type TestServer } from '../live/serving.ts'
import { plainProxy } from '../plain-proxy.ts'
import { sick, startFleet } from '../verbs/fleet.ts'
import { inShell, lossglass, serveForCommand } from './running.ts'

const evil = 'evil \x1b[2J\x1b]0;title\x07 \x9b31m \u202etxt.exe'

let server: TestServer
beforeAll(async () => {
  server = await serveForCommand()
  await startFleet(server)
  await post(
    server,
    { type: 'run-started', run: { id: 'evil', name: evil, project: 'other', notes: 'a\x1b[31mb' } },
    { type: 'points', runId: 'evil', series: [{ name: 'x\x1b[1mloss', steps: [1, 2], values: [1, 'NaN'] }] },
  )
})
afterAll(closeAll)

const run = (...args: string[]) => lossglass(server.url, ...args)
async function answer(...args: string[]) {
  const { status, stdout, stderr } = await inShell(server.url, ...args, '--json')
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return JSON.parse(stdout)
}

describe('a script with nothing but lossglass … --json', () => {
  it('finds the run that diverged, says why, and stops it', async () => {
    const { runs, counts } = await answer('ls', 'project = fleet')
    expect(counts).toMatchObject({ matched: 51, critical: 1 })
    expect((await run('ls', 'project = fleet')).stdout).toMatch(/^51 runs: 1 needs you\.\n/)
    const worst = runs[0].id
    expect(worst).toBe(sick)
    const { headline, page } = await answer('show', worst)
    expect(headline).toContain('Diverged')
    expect(page).toBe(`${server.url}/runs/${sick}`)
    const { findings } = await answer('findings', worst)
    expect(findings[0].causes[0]).toMatch(/learning rate/)
    expect(await answer('stop', worst, '--reason', findings[0].title)).toMatchObject({ asked: true })
    const { body } = await post(server, json(sick, 61, 1))
    expect(body.stop).toEqual({ [sick]: findings[0].title })
  })

  it('gets every point, NaN by its name, as CSV and as JSON', async () => {
    const { stdout, stderr } = await run('export', 'evil')
    expect(stdout).toMatch(/,2,NaN,\d+\n$/)
    expect(stderr).toBe(`${server.url}/runs/evil\n`)
    const [series] = JSON.parse((await run('export', 'evil', '--json')).stdout)
    expect(series.values).toEqual([1, 'NaN'])
  })

  it('hears of each change until the run has ended', async () => {
    await post(
      server,
      { type: 'run-started', run: { id: 'short', name: 'a short one' } },
      json('short', 1, 2),
    )
    const watching = run('watch', '--json')
    setTimeout(() => post(server, { type: 'run-ended', runId: 'short', status: 'finished' }), 1500)
    const { status, stdout, stderr } = await watching
    expect(stderr).toBe('The newest run that goes on is a short one.\n')
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(status).toBe(0)
    expect(lines[0]).toMatchObject({
      run: 'short',
      status: 'running',
      metrics: { 'train/loss': { value: 2 } },
    })
    expect(lines.at(-1).status).toBe('finished')
  })

  it('hears of a run through a proxy that lets no websocket pass', async () => {
    await post(server, { type: 'run-started', run: { id: 'far', name: 'far' } }, json('far', 1, 2))
    const proxy = await plainProxy(server.url)
    setTimeout(() => post(server, { type: 'run-ended', runId: 'far', status: 'finished' }), 1500)
    const { status, stdout } = await lossglass(proxy.url, 'watch', 'far')
    proxy.close()
    expect([status, stdout.trim().split('\n').at(-2)]).toEqual([
      0,
      'far: finished. Finished. Training loss 2, its best.',
    ])
  }, 20_000)

  it('does not wait for what a deleted run does next', async () => {
    await post(server, { type: 'run-started', run: { id: 'gone' } }, json('gone', 1, 2))
    const watching = run('watch', 'gone')
    setTimeout(() => services().recorder.record([{ type: 'run-deleted', runId: 'gone' }]), 1500)
    const { status, stderr } = await watching
    expect(status).toBe(1)
    expect(stderr).toContain('The run "gone" has been deleted.')
  })
})

describe('a server that wants its token', () => {
  it('answers who gives it, and tells others what it wants', async () => {
    const token = 'a secret of forty letters or more, to be sure'
    const shut = await serve({ token })
    expect((await lossglass(shut.url, 'ls', '--token', token)).stdout).toMatch(/^0 runs\.\n/)
    expect(await lossglass(shut.url, 'ls')).toMatchObject({
      status: 1,
      stderr: `${shut.url} wants a token: give it with --token, or as LOSSGLASS_TOKEN.\n`,
    })
    expect((await lossglass(shut.url, 'ls', '--token', 'another')).stderr).toBe(
      `${shut.url} does not know this token: it is another one's, or was revoked.\n`,
    )
  })
})

describe('what a terminal is given', () => {
  it.each([
    [['ls', 'project = other']],
    [['show', 'evil']],
    [['points', 'evil']],
    [['show', 'nobody\x1b[2J']],
  ])('of %j has nothing in it that moves its cursor or turns what is written', async (args) => {
    for (const flags of [[], ['--json']]) {
      const { stdout, stderr } = await run(...args, ...flags)
      expect(stdout + stderr).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u)
      expect(stdout + stderr).not.toBe('')
    }
  })

  it('has the address of the page at its end', async () => {
    expect((await run('show', 'run-1')).stdout.trim()).toMatch(new RegExp(`${server.url}/runs/run-1$`))
  })
})

it('a proxy whose server is away is not called another server', async () => {
  const gone = await plainProxy('http://127.0.0.1:9')
  const { status, stderr } = await lossglass(gone.url, 'ls')
  gone.close()
  const sentence = `${gone.url} answers 502: a proxy is there, and no server answers behind it.\n`
  expect([status, stderr]).toEqual([1, sentence])
})

describe('a mistake', () => {
  it.each<[args: string[], sentence: RegExp]>([
    [['show', 'digits 23x'], /^There is no run "digits 23x": the nearest are "digits 23" \(run-23\), /],
    [['show'], /^lossglass show wants RUN: Id of a run/],
    [['stop', 'run-1'], /^lossglass stop wants --reason TEXT: /],
    [['show', 'run-1', 'run-2'], /^lossglass show has no place for "run-2"/],
    [['ls', '--colour'], /^Unknown option '--colour': the flags of lossglass ls are --query, /],
    [['ls', 'lr <'], /^A value is missing after <\.$/],
    [['ls', 'losss = mse'], /^No run here has "losss": did you mean loss\?$/],
    [
      ['backup', 'new.db', '--db', 'package.json'],
      /^The database ".*package.json" cannot be opened \(.*\)\.$/,
    ],
    [['list'], /^There is no command "list": there are ls, /],
    [['ls', '--limit', 'many'], /^limit: /],
    [['ls', '--server', 'nowhere'], /^The address of the server is like /],
    [
      ['ls', '--server', 'http://127.0.0.1:9'],
      /^No server answers at http:\/\/127\.0\.0\.1:9: start one with npm start/,
    ],
    [['wait', 'run-1', '--fail-on', 'info'], /^--fail-on is warning or critical, not "info"\.$/],
  ])('%j is one sentence and exit code 1', async (args, sentence) => {
    const { status, stdout, stderr } = await run(...args)
    expect(stderr.trim()).toMatch(sentence)
    expect(stderr.trim()).not.toContain('\n')
    expect(stdout).toBe('')
    expect(status).toBe(1)
  })
})
