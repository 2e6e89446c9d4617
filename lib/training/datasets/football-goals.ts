/** Matches of five European leagues from 2013 to 2017 (OpenFootball), as the package `vega-datasets` carries them. */
import type { Dataset } from './dataset.ts'
import { readPackageJson } from './package-data.ts'
import { tableOfRecords } from './records.ts'
import { tableDataset } from './table-dataset.ts'

type Match = {
  date: string
  division: string
  home_team: string
  away_team: string
  home_score: number | null
  away_score: number | null
}
type Form = { scored: number[]; conceded: number[] }

/** Matches that a team's form looks back on, and those that it must have played. */
const longestForm = 20
const shortestForm = 5

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The goals in the last matches of each team, together, and at home or away alone. */
function createForms() {
  const forms = new Map<string, Form>()
  return (team: string, where: 'all' | 'home' | 'away'): Form => {
    const key = `${where} ${team}`
    const form = forms.get(key) ?? { scored: [], conceded: [] }
    forms.set(key, form)
    return form
  }
}

function remember(form: Form, scored: number, conceded: number): void {
  form.scored.unshift(scored)
  form.conceded.unshift(conceded)
  form.scored.length = Math.min(form.scored.length, longestForm)
  form.conceded.length = Math.min(form.conceded.length, longestForm)
}

/**
 * The goals of the home team in some 6,000 matches, from the division and what both teams scored and conceded in the
 * matches before, all of them and those at home or away. Matches of teams with fewer than five such are left out.
 */
export function loadFootballGoals(): Dataset {
  const matches = (readPackageJson('vega-datasets', '../data/football.json') as Match[])
    .filter((match) => match.home_score !== null && match.away_score !== null)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
  const formOf = createForms()
  const records = matches.flatMap(({ division, home_team, away_team, home_score, away_score }) => {
    const forms = [
      formOf(home_team, 'all'),
      formOf(home_team, 'home'),
      formOf(away_team, 'all'),
      formOf(away_team, 'away'),
    ] as const
    const names = ['home', 'home at home', 'away', 'away when away']
    const measures = forms.flatMap(({ scored, conceded }, index) => [
      [`scored by ${names[index]}`, mean(scored)],
      [`conceded by ${names[index]}`, mean(conceded)],
    ])
    const isKnown = forms.every(({ scored }) => scored.length >= shortestForm)
    const [goals, against] = [home_score ?? 0, away_score ?? 0]
    remember(forms[0], goals, against)
    remember(forms[1], goals, against)
    remember(forms[2], against, goals)
    remember(forms[3], against, goals)
    return isKnown ? [{ goals, division, ...Object.fromEntries(measures) }] : []
  })
  return tableDataset(tableOfRecords(records), 'goals', { kind: 'regression' })
}
