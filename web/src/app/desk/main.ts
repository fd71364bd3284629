// The desk's first steps: words and "who am I" at once, then the page.
import { createApp } from 'vue'
import { createPinia } from 'pinia'
import { VueQueryPlugin } from '@tanstack/vue-query'
import '../../styles/tokens.css'
import '../../styles/base.css'
import { startClock } from '../../shared/clock'
import { useLanguage } from '../../shared/i18n'
import { startKeys } from '../../shared/keys'
import { queries } from '../../shared/resource'
import { settings } from '../../shared/settings'
import App from './App.vue'
import { router } from './router'

startClock()
startKeys()
const app = createApp(App).use(createPinia()).use(VueQueryPlugin, { queryClient: queries }).use(router)
void useLanguage(settings.language).then(() => app.mount('#app'))
