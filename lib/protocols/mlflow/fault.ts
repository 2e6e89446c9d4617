/** A refusal in MLflow's words. Its client raises it at once; of what means "try later" it would stand still for four minutes. */
export type MlflowCode =
  | 'INVALID_PARAMETER_VALUE'
  | 'RESOURCE_DOES_NOT_EXIST'
  | 'RESOURCE_ALREADY_EXISTS'
  | 'ENDPOINT_NOT_FOUND'
  | 'PERMISSION_DENIED'

const statuses: Record<MlflowCode, number> = {
  INVALID_PARAMETER_VALUE: 400,
  RESOURCE_ALREADY_EXISTS: 400,
  PERMISSION_DENIED: 403,
  RESOURCE_DOES_NOT_EXIST: 404,
  ENDPOINT_NOT_FOUND: 404,
}

export class MlflowFault extends Error {
  readonly code: MlflowCode

  constructor(code: MlflowCode, message: string) {
    super(message)
    this.code = code
  }

  get status(): number {
    return statuses[this.code]
  }
}
