/** Letters that stand whatever the width: "-lr0.036-seed1". */
const keptAtEnd = 14
/** A name this short is cut off at its end, if at all. */
const short = 20

/** A name in one line, without its middle where it is too long: the names of a sweep differ at their ends. */
export function EndsKept({ text }: { text: string }) {
  const letters = [...text]
  if (letters.length <= short) return text
  const at = letters.length - keptAtEnd
  return (
    <>
      <span className="unseen">{text}</span>
      {/* Its parts stand in the direction in which the name is written. */}
      <span className="ends-kept" aria-hidden="true" dir="auto">
        <span>{letters.slice(0, at).join('')}</span>
        <span>{letters.slice(at).join('')}</span>
      </span>
    </>
  )
}
