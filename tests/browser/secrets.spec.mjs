// The password and the security codes: typed, used, and nowhere else.

import { expect, test } from './support/test.mjs';
import { words } from './support/words.mjs';

test('what was typed in secret is served to nobody, not even to the one who typed it', async ({ sit }) => {
  const person = await sit({ habits: { typing: ['7391'] } });
  const { page, watch } = person;
  /** @type {string[]} */
  const served = [];
  const wire = await person.context.newCDPSession(page);
  // Each page is held back until it is taken down: the one after it may push it out of the browser. All else that is
  // served is a file that is the same for everybody, and events, which are taken down one by one.
  wire.on('Fetch.requestPaused', async ({ requestId, responseStatusCode }) => {
    try {
      // Nothing stands in a redirection.
      if (responseStatusCode !== 303) {
        const { body, base64Encoded } = await wire.send('Fetch.getResponseBody', { requestId });
        served.push(Buffer.from(body, base64Encoded ? 'base64' : 'utf8').toString());
      }
      await wire.send('Fetch.continueRequest', { requestId });
    } catch (error) {
      // Given up for another page, which comes instead: an event may be faster than a form.
      if (!String(error).includes('Invalid InterceptionId')) throw error;
    }
  });
  wire.on('Network.eventSourceMessageReceived', ({ data }) => served.push(data));
  await wire.send('Network.enable');
  await wire.send('Fetch.enable', { patterns: [{ requestStage: 'Response', resourceType: 'Document' }] });

  await person.until('account');
  const { account } = await person.slip();
  await person.fill({ account: '4001713133', 'code-1': '8642' });
  await person.fill({ account, 'code-1': '9753' });
  await person.until('card');
  await person.answer();
  await expect(person.problems).toContainText('2 tries left');
  await person.until('card');
  await person.answer();
  await expect(person.problems).toContainText(words('en', 'refused-account-not-confirmed'));
  await person.until('end');
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));

  await wire.send('Fetch.disable');
  expect(watch.typed).toEqual(new Set(['8642', '9753', '7391', '5093', '0311']));
  expect(served.length).toBeGreaterThan(20);
  const slip = /<aside class="slip"[^]*?<\/aside>/g;
  // The number of the receipt is random.
  const receipt = (await page.locator('#main dd').first().textContent()) ?? '';
  // On the slip it can be found, so elsewhere it would be.
  expect(served.flatMap((text) => watch.secretsIn(text))).toContain('5093');
  for (const text of served) {
    expect(watch.secretsIn(text.replace(slip, '').replaceAll(receipt, ''))).toEqual([]);
  }
  expect(watch.secretsIn(person.program.printed)).toEqual([]);
});

test('secrets are not learnt by the browser, and not shown while they are typed', async ({ sit }) => {
  const person = await sit();
  const { page } = person;
  await person.until('account');
  await expect(page.locator('#field-code-1')).toHaveAttribute('type', 'password');
  for (const field of await page.locator('main input:not([type="hidden"])').all()) {
    await expect(field).toHaveAttribute('autocomplete', 'off');
  }
  await person.until('password');
  const password = page.locator('#password');
  await expect(password).toHaveAttribute('type', 'password');
  await expect(password).toHaveAttribute('autocomplete', 'off');
  await expect(password).toHaveAttribute('inputmode', 'numeric');
});

test('the password can be seen while a button is held, and no longer', async ({ sit }) => {
  const person = await sit();
  const { page } = person;
  await person.until('password');
  const password = page.locator('#password');
  await password.fill('1234');
  await page.locator('[data-show]').hover();
  await page.mouse.down();
  await expect(password).toHaveAttribute('type', 'text');
  await page.mouse.up();
  await expect(password).toHaveAttribute('type', 'password');
});
