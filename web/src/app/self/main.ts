// The residents' door: the poster's page, the page of a submission, and the page on which a matter is rated.
import { createApp } from 'vue'
import '../../styles/tokens.css'
import './self.css'
import App from './App.vue'
import { chosen, speak } from './words'

void speak(chosen()).then(() => createApp(App).mount('#app'))
