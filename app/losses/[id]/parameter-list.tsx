import type { Loss, Parameter } from '../../../lib/losses/index.ts'

/** Each parameter with its meaning, its default and what it may be. */
export function ParameterList({ loss }: { loss: Loss }) {
  const parameters = Object.entries(loss.parameters)
  return (
    <section>
      <h2>Parameters</h2>
      {parameters.length === 0 && <p className="soft">It has none.</p>}
      <dl className="loss-terms">
        {parameters.map(([name, parameter]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>
              {parameter.meaning}
              <span className="soft loss-range">
                {defaultText(parameter)}, {rangeText(parameter)}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function defaultText(parameter: Parameter): string {
  const { default: usual } = parameter
  if (usual === null) return 'none by default'
  return `default ${typeof usual === 'number' ? numberText(usual) : String(usual)}`
}

function rangeText(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'flag':
      return 'true or false'
    case 'choice':
      return parameter.choices.join(' or ')
    case 'terms':
      return 'a sum of losses'
    case 'number':
      return `${parameter.integer ? 'a whole number' : 'a number'}${boundsText(parameter.min, parameter.max)}`
    default:
      return `a list of numbers${boundsText(parameter.min)}`
  }
}

function boundsText(min?: number, max?: number): string {
  const low =
    min === Number.MIN_VALUE ? ' above 0' : min === undefined ? '' : ` of at least ${numberText(min)}`
  if (max === undefined) return low
  return min === undefined
    ? ` of at most ${numberText(max)}`
    : ` from ${numberText(min)} to ${numberText(max)}`
}

/** As it would be typed: a default has no digits to spare. */
function numberText(value: number): string {
  return String(value).replace('-', '−')
}
