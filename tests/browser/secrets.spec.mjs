// The password and the security codes are used once, and appear nowhere else.

import { message } from './support/messages.mjs';
import { expect, test } from './support/test.mjs';

test('no response contains a secret that was typed', async ({ openApp }) => {
  const applicant = await openApp({ answers: { wrongPasswords: ['7391'] } });
  const { page, monitor } = applicant;
  /** @type {string[]} */
  const responses = [];
  const devtools = await applicant.context.newCDPSession(page);
  // Each document is held back until it is recorded, because the browser may discard it when the next one arrives. All
  // other responses are static files, and events, which are recorded one by one.
  devtools.on('Fetch.requestPaused', async ({ requestId, responseStatusCode }) => {
    try {
      // A redirection has no body.
      if (responseStatusCode !== 303) {
        const { body, base64Encoded } = await devtools.send('Fetch.getResponseBody', { requestId });
        responses.push(Buffer.from(body, base64Encoded ? 'base64' : 'utf8').toString());
      }
      await devtools.send('Fetch.continueRequest', { requestId });
    } catch (error) {
      // The browser has discarded this document for another one: an event can be faster than a form.
      if (!String(error).includes('Invalid InterceptionId')) throw error;
    }
  });
  devtools.on('Network.eventSourceMessageReceived', ({ data }) => responses.push(data));
  await devtools.send('Network.enable');
  await devtools.send('Fetch.enable', { patterns: [{ requestStage: 'Response', resourceType: 'Document' }] });

  await applicant.answerUntil('account');
  const { account } = await applicant.slip();
  await applicant.fill({ account: '4001713133', 'code-1': '8642' });
  await applicant.fill({ account, 'code-1': '9753' });
  await applicant.answerUntil('card');
  await applicant.answerPage();
  await expect(applicant.problems).toContainText('2 tries left');
  await applicant.answerUntil('card');
  await applicant.answerPage();
  await expect(applicant.problems).toContainText(message('en', 'refused-account-not-confirmed'));
  await applicant.answerUntil('end');
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));

  await devtools.send('Fetch.disable');
  expect(monitor.typedSecrets).toEqual(new Set(['8642', '9753', '7391', '5093', '0311']));
  expect(responses.length).toBeGreaterThan(20);
  const slip = /<aside class="slip"[^]*?<\/aside>/g;
  // The receipt number is random, so it can contain four digits by chance.
  const receipt = (await page.locator('#main dd').first().textContent()) ?? '';
  // The search finds the password on the slip, so it would find it elsewhere.
  expect(responses.flatMap((text) => monitor.secretsIn(text))).toContain('5093');
  for (const text of responses) {
    expect(monitor.secretsIn(text.replace(slip, '').replaceAll(receipt, ''))).toEqual([]);
  }
  expect(monitor.secretsIn(applicant.program.output)).toEqual([]);
});

test('the browser neither remembers secrets nor shows them while they are typed', async ({ openApp }) => {
  const applicant = await openApp();
  const { page } = applicant;
  await applicant.answerUntil('account');
  await expect(page.locator('#field-code-1')).toHaveAttribute('type', 'password');
  for (const field of await page.locator('main input:not([type="hidden"])').all()) {
    await expect(field).toHaveAttribute('autocomplete', 'off');
  }
  await applicant.answerUntil('password');
  const password = page.locator('#password');
  await expect(password).toHaveAttribute('type', 'password');
  await expect(password).toHaveAttribute('autocomplete', 'off');
  await expect(password).toHaveAttribute('inputmode', 'numeric');
});

test('the password is visible only while a button is held', async ({ openApp }) => {
  const applicant = await openApp();
  const { page } = applicant;
  await applicant.answerUntil('password');
  const password = page.locator('#password');
  await password.fill('1234');
  await page.locator('[data-show]').hover();
  await page.mouse.down();
  await expect(password).toHaveAttribute('type', 'text');
  await page.mouse.up();
  await expect(password).toHaveAttribute('type', 'password');
});
