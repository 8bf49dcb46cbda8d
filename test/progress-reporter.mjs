import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * Writes what has come and gone to the file named by `ROOKERY_TEST_PROGRESS`, a JSON object a line, so that
 * a run that stands still can say where, and go on without what it has done.
 */
export default class ProgressReporter {
  #note(line) {
    appendFileSync(process.env.ROOKERY_TEST_PROGRESS, `${JSON.stringify(line)}\n`);
  }

  onTestRunStart(specifications) {
    for (const { moduleId } of specifications) this.#note({ file: relative(process.cwd(), moduleId) });
  }

  onTestModuleEnd(module) {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state in counts) counts[state] += 1;
    }
    // A file that could not be loaded, or whose hooks failed, is one failure.
    if (counts.failed === 0 && !module.ok()) counts.failed = 1;
    this.#note({ file: relative(process.cwd(), module.moduleId), ended: counts });
  }

  onTestRunEnd(_modules, errors) {
    this.#note({ errors: errors.length });
  }
}
