// Addresses of the desk. Today is in the first load; every other page comes when it is asked for.
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import type { Permission } from '../../api/types'
import { Problem } from '../../shared/api'
import { allWords, has, t } from '../../shared/i18n'
import { askWhoIAm, me } from '../../shared/me'
import TodayPage from '../../modules/today/TodayPage.vue'
import { startFailed } from './start'
import { beginning } from './start-page'

declare module 'vue-router' {
  interface RouteMeta {
    title: string
    /** Without a sign-in, and without the shell around it. */
    open?: boolean
    bare?: boolean
    needs?: Permission
  }
}

const routes: RouteRecordRaw[] = [
  // Never shown: it leads to where this person's day begins.
  { path: '/', component: TodayPage, meta: { title: 'nav.start' } },
  { path: '/today', component: TodayPage, meta: { title: 'nav.today', needs: 'see_complaints' } },
  { path: '/complaints', component: () => import('../../modules/complaints/ComplaintsPage.vue'), meta: { title: 'nav.complaints', needs: 'see_complaints' } },
  { path: '/complaints/:id(\\d+)', component: () => import('../../modules/complaint/ComplaintPage.vue'), props: true, meta: { title: 'nav.complaint', needs: 'see_complaints' } },
  { path: '/record', component: () => import('../../modules/record/RecordPage.vue'), meta: { title: 'nav.record', needs: 'record_complaints' } },
  { path: '/follow-ups', component: () => import('../../modules/follow-ups/FollowUpsPage.vue'), meta: { title: 'nav.follow_ups', needs: 'see_complaints' } },
  { path: '/follow-ups/:id(\\d+)', component: () => import('../../modules/follow-ups/FollowUpPage.vue'), props: true, meta: { title: 'nav.follow_ups', needs: 'see_complaints' } },
  { path: '/complaints/:complaint(\\d+)/follow-up', component: () => import('../../modules/follow-ups/FollowUpPage.vue'), props: true, meta: { title: 'nav.follow_ups', needs: 'see_complaints' } },
  { path: '/follow-up-plan', component: () => import('../../modules/follow-ups/PlanPage.vue'), meta: { title: 'nav.follow_up_plan', needs: 'see_complaints' } },
  { path: '/promises', component: () => import('../../modules/follow-ups/PromisesPage.vue'), meta: { title: 'nav.promises', needs: 'see_complaints' } },
  { path: '/customers', component: () => import('../../modules/customers/CustomersPage.vue'), meta: { title: 'nav.customers', needs: 'see_customers' } },
  { path: '/customers/import/:id(\\d+)?', component: () => import('../../modules/customers/ImportPage.vue'), props: true, meta: { title: 'import_page.title', needs: 'import_customers' } },
  { path: '/customers/:id(\\d+)', component: () => import('../../modules/customers/PersonPage.vue'), props: true, meta: { title: 'nav.customers', needs: 'see_customers' } },
  { path: '/compliance', component: () => import('../../modules/compliance/CompliancePage.vue'), meta: { title: 'nav.compliance', needs: 'see_compliance' } },
  { path: '/compliance/:clause', component: () => import('../../modules/compliance/ClausePage.vue'), props: true, meta: { title: 'nav.compliance', needs: 'see_compliance' } },
  { path: '/hot-spots', component: () => import('../../modules/hot-spots/HotSpotsPage.vue'), meta: { title: 'nav.hot_spots', needs: 'see_boards' } },
  { path: '/hot-spots/matters', component: () => import('../../modules/hot-spots/SpotPage.vue'), meta: { title: 'nav.hot_spots', needs: 'see_boards' } },
  { path: '/recurrences', component: () => import('../../modules/hot-spots/RecurrencesPage.vue'), meta: { title: 'nav.recurrences', needs: 'see_complaints' } },
  { path: '/phrases', component: () => import('../../modules/phrases/PhrasesPage.vue'), meta: { title: 'nav.phrases', needs: 'see_complaints' } },
  { path: '/wording', component: () => import('../../modules/wording/WordingPage.vue'), meta: { title: 'nav.wording', needs: 'review_wording' } },
  { path: '/daily-review/:day(\\d{4}-\\d\\d-\\d\\d)?', component: () => import('../../modules/reviews/ReviewPage.vue'), props: true, meta: { title: 'nav.daily_review', needs: 'see_daily_review' } },
  { path: '/appraisal', component: () => import('../../modules/appraisal/AppraisalPage.vue'), meta: { title: 'nav.appraisal' } },
  { path: '/appraisal/:id(\\d+)', component: () => import('../../modules/appraisal/RecordPage.vue'), props: true, meta: { title: 'nav.appraisal' } },
  { path: '/appraisal/criteria', component: () => import('../../modules/appraisal/CriteriaPage.vue'), meta: { title: 'nav.criteria' } },
  { path: '/appraisal/years/:year(\\d{4})', component: () => import('../../modules/appraisal/YearPage.vue'), props: true, meta: { title: 'nav.appraisal_year' } },
  { path: '/appraisal/years/:year(\\d{4})/staff', component: () => import('../../modules/appraisal/YearStaffPage.vue'), props: true, meta: { title: 'nav.appraisal_year', needs: 'see_appraisals' } },
  { path: '/training', component: () => import('../../modules/training/TrainingPage.vue'), meta: { title: 'nav.training' } },
  { path: '/training/plans', component: () => import('../../modules/training/PlansPage.vue'), meta: { title: 'training.plans_title', needs: 'see_training' } },
  { path: '/training/sessions/:id(\\d+)', component: () => import('../../modules/training/SessionPage.vue'), props: true, meta: { title: 'nav.training' } },
  { path: '/training/exams', component: () => import('../../modules/training/ExamsPage.vue'), meta: { title: 'training.exams_title', needs: 'see_training' } },
  { path: '/training/exams/:id(\\d+)', component: () => import('../../modules/training/ExamPage.vue'), props: true, meta: { title: 'nav.training' } },
  { path: '/training/questions', component: () => import('../../modules/training/QuestionsPage.vue'), meta: { title: 'training.questions_title', needs: 'plan_training' } },
  { path: '/training/courses', component: () => import('../../modules/training/CoursesPage.vue'), meta: { title: 'training.courses_title' } },
  { path: '/training/certificates', component: () => import('../../modules/training/CertificatesPage.vue'), meta: { title: 'training.certificates_title' } },
  { path: '/training/coverage', component: () => import('../../modules/training/CoveragePage.vue'), meta: { title: 'training.coverage_title', needs: 'see_training' } },
  { path: '/training/cases', component: () => import('../../modules/training/CasesPage.vue'), meta: { title: 'training.cases_title' } },
  { path: '/roster/:month(\\d{4}-\\d\\d)?', component: () => import('../../modules/roster/RosterPage.vue'), props: true, meta: { title: 'nav.roster' } },
  { path: '/roster/settings', component: () => import('../../modules/roster/SettingsPage.vue'), meta: { title: 'nav.roster', needs: 'edit_roster' } },
  { path: '/roster/leave', component: () => import('../../modules/roster/LeavePage.vue'), meta: { title: 'leave.title' } },
  { path: '/my-shifts', component: () => import('../../modules/roster/MyShiftsPage.vue'), meta: { title: 'nav.my_shifts' } },
  { path: '/attendance', component: () => import('../../modules/attendance/AttendancePage.vue'), meta: { title: 'nav.attendance' } },
  { path: '/appraisal/statistics', component: () => import('../../modules/appraisal/StatisticsPage.vue'), meta: { title: 'nav.statistics', needs: 'see_appraisals' } },
  { path: '/appraisal/calibration', component: () => import('../../modules/appraisal/CalibrationPage.vue'), meta: { title: 'nav.calibration', needs: 'see_appraisals' } },
  { path: '/appraisal/deductions', component: () => import('../../modules/appraisal/DeductionsPage.vue'), meta: { title: 'nav.deductions' } },
  { path: '/appraisal/destruction', component: () => import('../../modules/appraisal/DestructionsPage.vue'), meta: { title: 'nav.destruction', needs: 'destroy_records' } },
  { path: '/appraisal/destruction/:id(\\d+)', component: () => import('../../modules/appraisal/DestructionPage.vue'), props: true, meta: { title: 'nav.destruction', needs: 'destroy_records' } },
  { path: '/quality', component: () => import('../../modules/quality/QualityPage.vue'), meta: { title: 'nav.quality' } },
  { path: '/quality/:id(\\d+)', component: () => import('../../modules/quality/SheetPage.vue'), props: true, meta: { title: 'nav.quality' } },
  { path: '/quality/samples/:id(\\d+)', component: () => import('../../modules/quality/SamplePage.vue'), props: true, meta: { title: 'nav.quality', needs: 'see_quality' } },
  { path: '/remarks/:id(\\d+)', component: () => import('../../modules/reviews/RemarkPage.vue'), props: true, meta: { title: 'nav.remark' } },
  { path: '/organisation', component: () => import('../../modules/organisation/OrganisationPage.vue'), meta: { title: 'nav.organisation', needs: 'see_organisation' } },
  { path: '/notices', component: () => import('../../modules/notices/NoticesPage.vue'), meta: { title: 'nav.notices', needs: 'manage_notices' } },
  { path: '/print/forms/:id(\\d+)', component: () => import('../../modules/forms/FormPage.vue'), props: true, meta: { title: 'forms.title', bare: true } },
  { path: '/public-desk', component: () => import('../../modules/public-desk/PublicDeskPage.vue'), meta: { title: 'nav.public_desk', needs: 'moderate_public_desk' } },
  { path: '/print/posters/:id(\\d+)', component: () => import('../../modules/public-desk/PosterPage.vue'), props: true, meta: { title: 'public_desk.poster.print', bare: true, needs: 'manage_public_desk' } },
  { path: '/satisfaction', component: () => import('../../modules/satisfaction/SatisfactionPage.vue'), meta: { title: 'nav.satisfaction', needs: 'see_boards' } },
  { path: '/sign-in', component: () => import('../../modules/sign-in/SignInPage.vue'), meta: { title: 'sign_in.title', open: true, bare: true } },
  { path: '/password', component: () => import('../../modules/sign-in/PasswordPage.vue'), meta: { title: 'sign_in.change', bare: true } },
  { path: '/:rest(.*)*', component: () => import('./AbsentPage.vue'), meta: { title: 'app.absent' } },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

router.beforeEach(async (to) => {
  if (to.meta.open) return true
  try {
    if (!me.value) await askWhoIAm()
  } catch (trouble) {
    if (trouble instanceof Problem && trouble.status === 401) return { path: '/sign-in', query: to.path === '/' ? {} : { back: to.fullPath } }
    startFailed(trouble)
    return false
  }
  if (me.value?.must_change_password && to.path !== '/password') return { path: '/password' }
  if (to.path === '/' || (to.meta.needs && !me.value?.permissions.includes(to.meta.needs))) return { ...router.resolve(beginning()), replace: true }
  return true
})

// Every page but the first says words that are not in the first load; they come beside the page's own code.
router.beforeEach((to) => (to.path === '/today' || to.path === '/' ? true : allWords().then(() => true)))

// A page that was open while the program was replaced asks for files that are no more: load the new one, once.
router.onError((trouble, to) => {
  const last = Number(sessionStorage.getItem('huiyin.reloaded') ?? 0)
  if (!/dynamically imported|importing a module|preload/i.test(String(trouble)) || Date.now() - last < 20_000) throw trouble
  sessionStorage.setItem('huiyin.reloaded', String(Date.now()))
  location.assign(to.fullPath)
})

export function showTitle(): void {
  if (!has('app.name')) return // the words are still on their way
  const { title } = router.currentRoute.value.meta
  document.title = title ? `${t(title)} · ${t('app.name')}` : t('app.name')
}
router.afterEach(showTitle)
