const SECRET_NAME =
  /PASSWORD|PASSWD|(^|_)(TOKEN|SECRET|SECRET_KEY|API_?KEY|PRIVATE_?KEY|SECRET_ACCESS_KEY|CREDENTIALS?)$/i;

/** Switches such as HF_HUB_DISABLE_IMPLICIT_TOKEN=1 hold no secret. */
const SWITCH = /^(0|1|true|false|yes|no|on|off)?$/i;

const SECRET_VALUES: [RegExp, string][] = [
  [/\bhf_[A-Za-z0-9]{8,}/, 'a Hugging Face token'],
  [/\b(AKIA|ASIA)[A-Z0-9]{12,}/, 'an AWS access key'],
  [/\b(gh[pousr]_|github_pat_)[A-Za-z0-9_]{8,}/, 'a GitHub token'],
  [/\bglpat-[A-Za-z0-9_-]{8,}/, 'a GitLab token'],
  [/\bxox[abprs]-[A-Za-z0-9-]{8,}/, 'a Slack token'],
  [/\bsk-[A-Za-z0-9_-]{20,}/, 'an API key'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/:\/\/[^\s/:@]+:[^\s/@]+@/, 'a password in a URL'],
];

/**
 * Says what kind of secret a text holds, undefined when it seems to hold
 * none. Never returns any part of the text itself.
 *
 * @public
 */
export function secretInText(text: string): string | undefined {
  return SECRET_VALUES.find(([pattern]) => pattern.test(text))?.[1];
}

/**
 * Says why an environment variable seems to hold a literal secret: by its
 * name or by its value. Undefined when it does not.
 *
 * @public
 */
export function secretInEnv(name: string, value: string): string | undefined {
  const byValue = secretInText(value);
  if (byValue) {
    return `the value looks like ${byValue}`;
  }
  return SECRET_NAME.test(name) && !SWITCH.test(value)
    ? 'a variable of this name holds a secret'
    : undefined;
}
