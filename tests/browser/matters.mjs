// What stories begin with: a matter already on the desk, and the few gestures that every story repeats.
export const hour = 3_600_000
export const today = new Date('2026-11-23T08:30:00+08:00').getTime()

/** Somebody records a matter through the API; what it is about can be said. */
export const recordMatter = async (scene, { by = 'officer', subject = '厨房水管漏水', ...more } = {}) => {
    const { client } = scene.staff[by]
    const { categories } = await client.get('/categories')
    const category = categories.find((one) => one.name === '漏水渗水').id
    const home = scene.homes[0]
    return client.post('/complaints', {
        kind: 'complaint', about: 'household_matter', source: 'phone', severity: 'ordinary', importance: 'ordinary',
        category, unit: home.unit, person: home.person, subject, text: '客户说厨房的水管一直在滴水，地板已经湿了。', ...more,
    })
}

/** The row of a matter in whatever queue the page shows. */
export const rowOf = (page, subject) => page.getByRole('row').filter({ has: page.getByRole('link', { name: subject, exact: true }) })

/** The cell of one clause in the deadline strip of a matter. */
export const clockOf = (page, clause) => page.getByRole('region', { name: '时限' }).getByRole('listitem').filter({ has: page.getByText(clause, { exact: true }) })

/** Today, read and live: what others do arrives from here on. */
export const openToday = async (page) => {
    await page.goto('/today')
    await page.getByText('实时', { exact: true }).first().waitFor({ state: 'attached' })
    await page.getByRole('tab', { name: /^我的/ }).waitFor()
}

/** Writes at the foot of a matter and saves with Ctrl Enter. */
export const write = async (page, mode, text) => {
    await page.getByRole('radiogroup', { name: '写一条' }).getByRole('radio', { name: mode }).check()
    await page.getByRole('textbox', { name: mode, exact: true }).fill(text)
}
