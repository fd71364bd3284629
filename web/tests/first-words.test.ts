// A page opened by its address asks for every word while the first words are still on their way.
import { expect, it } from 'vitest'
import { allWords, t, useLanguage } from '../src/shared/i18n'

it('keeps every word, whichever part of the language arrives first', async () => {
  await Promise.all([allWords(), useLanguage('en')])
  expect(t('nav.today')).not.toBe('nav.today')
  expect(t('appraisal.criteria_title')).not.toBe('appraisal.criteria_title')
})
