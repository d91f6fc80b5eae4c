/** An answer of an MLflow server that is not the wanted one. */
export class MlflowError extends Error {
  /** MLflow's own code, such as `RESOURCE_DOES_NOT_EXIST`. */
  readonly code: string;
  readonly status: number;

  constructor(message: string, options: { code: string; status: number }) {
    super(message);
    this.name = 'MlflowError';
    this.code = options.code;
    this.status = options.status;
  }
}
