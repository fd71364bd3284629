// The door: a one-time password opens it once, and a wrong one is refused in plain words.
import { story } from './harness.mjs'

story('a one-time password must be changed before anything is seen', async ({ openAs, admin, departments, site, expect }) => {
    const made = await admin.post('/staff', {
        name: '何新来', login: 'he', department: departments['客户服务中心'],
        posts: [{ post: 'service_officer', site, department: departments['客户服务中心'] }],
    })
    const page = await openAs(null)
    page.allow(/401/)
    await page.goto('/')
    await page.getByRole('textbox', { name: '账号' }).fill('he')
    await page.getByLabel('密码', { exact: true }).fill('certainly-not-this-one')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('账号或密码不对').waitFor()
    expect(await page.getByRole('textbox', { name: '账号' }).inputValue() === 'he', 'the login was thrown away')

    await page.getByLabel('密码', { exact: true }).fill(made.one_time_password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '修改密码' }).waitFor()
    // No way round it.
    await page.goto('/complaints')
    await page.getByText('这是一次性密码').waitFor()

    await page.getByLabel('一次性密码').fill(made.one_time_password)
    await page.getByLabel('新密码', { exact: true }).fill('one-voice-one-echo')
    await page.getByLabel('再输一次新密码').fill('one-voice-one-echo')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '何新来，早上好' }).waitFor()
}, { people: ['officer'] })
