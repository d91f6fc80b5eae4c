const HTTP_STATUS = {
  RESOURCE_DOES_NOT_EXIST: 404,
  RESOURCE_ALREADY_EXISTS: 400,
  INVALID_PARAMETER_VALUE: 400,
  BAD_REQUEST: 400,
  ENDPOINT_NOT_FOUND: 404,
} as const;

/** An error that MLflow answers as `{error_code, message}`. */
export class MlflowError extends Error {
  constructor(readonly errorCode: keyof typeof HTTP_STATUS, message: string) {
    super(message);
    this.name = 'MlflowError';
  }

  get status(): number {
    return HTTP_STATUS[this.errorCode];
  }
}
