import { GitOpsRepository } from '../GitOpsRepository';

/** Commits the change that the parent wrote as JSON, then says so. */
async function main() {
  const { options, change } = JSON.parse(process.argv[2]);
  const repository = GitOpsRepository.create(options);
  process.stdout.write('ready\n');
  const result = await repository.commit(change);
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
