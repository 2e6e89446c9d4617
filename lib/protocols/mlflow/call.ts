/** A call: what was sent, or asked in the address, and who sent it ("mlflow 3.17.2"). */
export type Call = (input: unknown, source: string) => Promise<object>
