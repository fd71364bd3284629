// A matter's form on paper and on screen: made with one key, masked, shown in full with a reason, in three languages (D8).
import { story } from './harness.mjs'
import { recordMatter } from './matters.mjs'

story('a form is printed with one key, masked until a reason is given', async (scene) => {
    const { openAs, expect, expectEqual, server, staff } = scene
    const { id } = await recordMatter(scene)
    const page = await openAs('manager')
    await page.goto(`/complaints/${id}`)
    await page.getByRole('heading', { level: 1, name: '厨房水管漏水' }).waitFor()
    await page.keyboard.press('p')
    const sheet = page.getByRole('article')
    await sheet.getByRole('heading', { level: 1, name: '客户投诉处理单' }).waitFor()
    await sheet.getByText('TSD2026-0001').first().waitFor()
    await sheet.getByText('李**', { exact: true }).waitFor()
    await page.getByText('按 D8 还缺：处理结果。').waitFor()

    await page.getByLabel('表单语言').selectOption('en')
    await sheet.getByRole('heading', { level: 1, name: 'Complaint Form' }).waitFor()
    await page.getByLabel('表单语言').selectOption('zh-Hant')
    await sheet.getByRole('heading', { level: 1, name: '客戶投訴處理單' }).waitFor()
    await page.getByLabel('表单语言').selectOption('zh-Hans')

    await page.getByRole('button', { name: '显示完整信息' }).click()
    const asking = page.getByRole('dialog')
    await asking.getByLabel('原因').fill('纸质存档')
    await asking.getByRole('button', { name: '显示', exact: true }).click()
    await sheet.getByText('李文博', { exact: true }).waitFor()
    await page.getByText('完整信息显示至').waitFor()
    expectEqual(scene.journal('form.disclosed').length, 1, 'looking is journalled')

    const form = /forms\/(\d+)/.exec(page.url())[1]
    const pdf = await fetch(`${server.url}/api/forms/${form}/pdf?language=en`, { headers: { cookie: staff.manager.client.cookie } })
    expectEqual([pdf.status, pdf.headers.get('content-type')], [200, 'application/pdf'], 'the PDF')
    expect((await pdf.text()).startsWith('%PDF-'), 'it is no PDF')

    await page.keyboard.press('Escape')
    await page.getByRole('heading', { level: 1, name: '厨房水管漏水' }).waitFor()
    await page.keyboard.press('p')
    await page.getByText('打印的是同一张', { exact: false }).waitFor()
    expectEqual(/forms\/(\d+)/.exec(page.url())?.[1] ?? form, form, 'nothing changed, so it is the same form')
}, { people: ['officer', 'manager'] })
