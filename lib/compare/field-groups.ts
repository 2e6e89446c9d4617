import type { FieldKind } from './run-fields.ts'

/** Fields in groups, as a person looks for them. */
export function fieldGroups(fields: ReadonlyMap<string, FieldKind>): { title: string; names: string[] }[] {
  const of = (kind: FieldKind) => [...fields].flatMap(([name, other]) => (other === kind ? [name] : []))
  return [
    { title: 'Run', names: of('own') },
    { title: 'Metrics', names: of('metric') },
    { title: 'Parameters', names: of('param') },
  ]
}
