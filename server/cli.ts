import { Command } from 'commander';
import { fail } from './commands/fail.ts';
import type { SimulatorFlags } from './commands/simulator.ts';
import type { SourceCommand, SourceFlags } from './commands/source.ts';
import { readConfig, type Config, type Flags } from './config.ts';
import { SETTINGS, type Setting } from './settings.ts';

/** Commands load what they need when they run: `--help` answers at once. */
function build(): Command {
  const program = new Command('rookery').description("A self-hosted home for a business's X accounts.");
  program.showHelpAfterError();

  withSettings(program.command('start'))
    .description('Serve the desk, the API and the webhooks.')
    .option('--demo', 'start the local X beside it, with people to be')
    .action(async (flags: Flags & { demo?: boolean }) => {
      const { main } = await import('./main.ts');
      await main(configOf(flags), { demo: flags.demo ?? false });
    });

  program
    .command('simulator')
    .description('Run the local X alone.')
    .option('--port <port>', 'port to serve on', '3200')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--data <directory>', 'keep its state there; in memory without it')
    .option('--tls-port <port>', 'answer HTTPS too, with a certificate for X’s hosts')
    .option('--proxy-port <port>', 'a proxy that leads to X’s hosts here, for HTTPS_PROXY')
    .action(async (flags: SimulatorFlags) => {
      const { runSimulator } = await import('./commands/simulator.ts');
      await runSimulator(flags);
    });

  withSettings(program.command('migrate'))
    .description('Bring the database up to this version.')
    .action(async (flags: Flags) => {
      const { runMigrate } = await import('./commands/migrate.ts');
      await runMigrate(configOf(flags));
    });

  withSettings(program.command('doctor'))
    .description('Check keys, clock, disk, database, migrations, pages, webhooks and accounts.')
    .action(async (flags: Flags) => {
      const { runDoctor } = await import('./commands/doctor/index.ts');
      process.exitCode = (await runDoctor(configOf(flags))) ? 0 : 1;
    });

  withSettings(program.command('create-admin'))
    .description('Create an administrator, or give one a new password.')
    .requiredOption('--email <address>', 'e-mail address to sign in with')
    .option('--name <name>', 'name shown to others', 'Administrator')
    .option('--workspace <name>', 'name of the workspace, when this is the first administrator')
    .action(async (flags: Flags & { email: string; name: string; workspace?: string }) => {
      const { runCreateAdmin } = await import('./commands/create-admin.ts');
      await runCreateAdmin(configOf(flags), flags);
    });

  withSettings(program.command('rotate-keys'))
    .description('Seal all stored secrets under a new master key.')
    .action(async (flags: Flags) => {
      const { runRotateKeys } = await import('./commands/rotate-keys.ts');
      await runRotateKeys(configOf(flags));
    });

  withSettings(program.command('verify-audit'))
    .description('Check the chain of the audit log from its first entry to its last.')
    .action(async (flags: Flags) => {
      const { runVerifyAudit } = await import('./commands/verify-audit.ts');
      process.exitCode = (await runVerifyAudit(configOf(flags))) ? 0 : 1;
    });

  const source = program
    .command('source')
    .description('Be an Airbyte source: reports from X for other tools, from a configuration file alone.');
  source
    .command('spec')
    .description('Say what a configuration holds.')
    .action(() => runSourceCommand('spec', {}));
  source
    .command('check')
    .description('Check a configuration, and sign in.')
    .requiredOption('--config <file>', 'configuration')
    .action((flags: SourceFlags) => runSourceCommand('check', flags));
  source
    .command('discover')
    .description('List the streams.')
    .requiredOption('--config <file>', 'configuration')
    .action((flags: SourceFlags) => runSourceCommand('discover', flags));
  source
    .command('read')
    .description('Read the streams of a catalogue.')
    .requiredOption('--config <file>', 'configuration')
    .requiredOption('--catalog <file>', 'configured catalogue')
    .option('--state <file>', 'where the last run left off')
    .action((flags: SourceFlags) => runSourceCommand('read', flags));

  program
    .command('tap')
    .description('Be a Singer tap: reports from X for other tools, from a configuration file alone.')
    .requiredOption('--config <file>', 'configuration')
    .option('--discover', 'list the streams')
    .option('--catalog <file>', 'catalogue with what is selected')
    .option('--properties <file>', 'the same, by its older name')
    .option('--state <file>', 'where the last run left off')
    .action(async (flags: SourceFlags) => {
      const { runTapCommand } = await import('./commands/source.ts');
      process.exitCode = (await runTapCommand(flags)) ? 0 : 1;
    });
  return program;
}

async function runSourceCommand(command: SourceCommand, flags: SourceFlags): Promise<void> {
  const { runSource } = await import('./commands/source.ts');
  process.exitCode = (await runSource(command, flags)) ? 0 : 1;
}

function withSettings(command: Command): Command {
  for (const { flag, env, meaning, standard } of Object.values<Setting<unknown>>(SETTINGS)) {
    if (flag !== undefined) command.option(`--${flag} <value>`, `${meaning} (${env}; standard: ${standard})`);
  }
  return command;
}

/** Commander turns `--log-level` into `logLevel`; settings go by the name of their flag. */
function configOf(options: Flags): Config {
  const flags = Object.entries(options).map(([name, value]) => [
    name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    value,
  ]);
  return readConfig(Object.fromEntries(flags));
}

try {
  await build().parseAsync();
} catch (error) {
  fail(error);
}
