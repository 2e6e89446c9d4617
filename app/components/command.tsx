/** A command, or other code. A line may end between two of its words, and not after a hyphen, as a browser has it. */
export function Command({ text, className }: { text: string; className?: string }) {
  return (
    <code className={className}>
      <WholeWords text={text} />
    </code>
  )
}

/** A text in which no word with a hyphen is broken. */
export function WholeWords({ text }: { text: string }) {
  return text.split(/(\s+)/).map((word, i) =>
    word.includes('-') ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: words of one text, which never change places
      <span key={i} className="whole-word">
        {word}
      </span>
    ) : (
      word
    ),
  )
}
