/** The fields of the forms that start trainings. */

export function Choice({
  name,
  title,
  options,
  chosen,
}: {
  name: string
  title: string
  options: string[]
  chosen: string
}) {
  return (
    <label className="field">
      {title}
      <select name={name} defaultValue={chosen}>
        {options.map((id) => (
          <option key={id}>{id}</option>
        ))}
      </select>
    </label>
  )
}

export function Field({ name, title, value }: { name: string; title: string; value: string }) {
  return (
    <label className="field">
      {title}
      <input
        name={name}
        defaultValue={value}
        autoComplete="off"
        inputMode={name === 'name' ? 'text' : 'decimal'}
      />
    </label>
  )
}
