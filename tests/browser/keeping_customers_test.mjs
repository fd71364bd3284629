// The archive kept whole: a sheet of owners comes in after a look, two records of one person become one, a consent is
// recorded, and the person's own data leaves as a file.
import { story } from './harness.mjs'

const sheet = '楼栋,房号,业主姓名,联系电话,身份\n6栋,0101,赵敏,13712340001,业主\n6栋,0102,钱进,13712340002,亲戚\n3栋,1204,李文博,13800138000,业主\n'

story('a sheet of owners is looked over, and only what is right comes in', async (scene) => {
    const { openAs, expectEqual } = scene
    const page = await openAs('supervisor')
    await page.goto('/customers')
    await page.getByRole('link', { name: '导入客户资料' }).click()
    await page.locator('input[type=file]').setInputFiles({ name: '业主.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) })
    await page.getByRole('heading', { level: 1, name: '业主.csv' }).waitFor()
    await page.getByText('身份：', { exact: false }).waitFor()
    await page.getByRole('button', { name: '退回 1' }).click()
    await page.getByRole('row').nth(2).waitFor({ state: 'detached' })
    expectEqual(await page.getByRole('row').count(), 2, 'rows shown as refused, with the heading')
    await page.getByRole('button', { name: '导入 1 行' }).click()
    await page.getByText('新增 1 行，1 行已有，1 行退回').waitFor()
    await page.goto('/customers?q=6-0101')
    await page.getByRole('button', { name: '6栋0101' }).click()
    await page.getByRole('link', { name: /赵/ }).waitFor()
}, { people: ['officer', 'supervisor'] })

story('two records of one person become one, with consent and their own data', async (scene) => {
    const { openAs, expect, homes, staff } = scene
    const other = await staff.officer.client.post('/persons', { name: '李文博', phones: ['13800138000'] })
    const page = await openAs('manager')
    await page.goto(`/customers/${other.id}`)
    await page.getByRole('button', { name: '并入另一份档案' }).click()
    const merging = page.getByRole('dialog', { name: '并入另一份档案' })
    await merging.getByRole('radio').first().check()
    await merging.getByLabel('原因').fill('同一电话')
    await merging.getByRole('button', { name: '合并' }).click()
    await page.waitForURL(`**/customers/${homes[0].person}`)
    await page.getByRole('button', { name: '登记答复：满意度调查' }).click()
    const asking = page.getByRole('dialog', { name: '登记答复：满意度调查' })
    await asking.getByLabel('凭据').fill('11月23日来电')
    await page.keyboard.press('Control+Enter')
    await asking.waitFor({ state: 'detached' })
    await page.getByText('11月23日来电').waitFor()
    await page.getByRole('button', { name: '导出本人资料' }).click()
    const taking = page.getByRole('dialog', { name: '导出本人资料' })
    await taking.getByLabel('原因').fill('本人书面申请')
    const [saved] = await Promise.all([page.waitForEvent('download'), taking.getByRole('button', { name: '导出' }).click()])
    const { readFileSync } = await import('node:fs')
    const data = JSON.parse(readFileSync(await saved.path(), 'utf8'))
    expect(data.name === '李文博' && data.consents.length === 1, 'the file holds the person and the consent')
    await page.goto(`/customers/${other.id}`)
    await page.getByText('这份档案已并入另一份').waitFor()
    await page.getByRole('link', { name: '打开那一份' }).click()
    await page.waitForURL(`**/customers/${homes[0].person}`)
}, { people: ['officer', 'manager'] })
