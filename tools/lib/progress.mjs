const started = performance.now();
let quiet = false;

export const setQuiet = value => {
  quiet = value;
};

const clock = () =>
  `${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s`;

/** One line of progress, with the seconds since the start. */
export const say = text => {
  if (!quiet) {
    process.stdout.write(`${clock()}  ${text}\n`);
  }
};

/** Ends the process: what is missing, in one line. */
export const fail = text => {
  process.stderr.write(`\n${text}\n`);
  process.exit(1);
};
