'use client'
import { answersFor, questions, type Situation } from '../../../lib/chooser/index.ts'

type Props = { situation: Situation; onAnswer(changes: Partial<Situation>): void }

/** The three questions; only answers that fit the target can be given. */
export function Questions({ situation, onAnswer }: Props) {
  const fitting = answersFor(situation.target)
  const shown = {
    target: Object.keys(questions.target.answers),
    trouble: fitting.trouble,
    labels: fitting.labels,
  }
  return (
    <div className="questions">
      {(['target', 'trouble', 'labels'] as const).map((name) => {
        const { ask, answers } = questions[name]
        return (
          <fieldset key={name}>
            <legend>{ask}</legend>
            {shown[name].map((answer) => (
              <label key={answer}>
                <input
                  type="radio"
                  className="tick-box pale"
                  name={name}
                  checked={situation[name] === answer}
                  onChange={() => onAnswer({ [name]: answer })}
                />
                {(answers as Readonly<Record<string, string>>)[answer]}
              </label>
            ))}
          </fieldset>
        )
      })}
    </div>
  )
}
