/** What the address says of the plot over runs: `plot=parallel`, `across=lr`, `up=val/mae`. */

export type PlotChoice = { kind: 'scatter' | 'parallel'; across: string | null; up: string | null }

export function readPlotChoice(address: URLSearchParams): PlotChoice {
  return {
    kind: address.get('plot') === 'parallel' ? 'parallel' : 'scatter',
    across: address.get('across'),
    up: address.get('up'),
  }
}
