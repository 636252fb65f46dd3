import { RequestFailure } from './api/request-failure.ts'
import { ServerApi } from './api/server-api.ts'
import { CodeView } from './code-view.ts'
import { byId } from './dom/by-id.ts'
import { clearFailures, showFailure } from './failure-view.ts'
import { KeyField } from './form/key-field.ts'
import { Problem } from './form/problem.ts'
import { RequestForm } from './form/request-form.ts'
import { ResultView } from './result/result-view.ts'
import { Runner } from './runner.ts'
import { startTheme } from './theme.ts'

startTheme()
const api = new ServerApi()
const form = new RequestForm({ onChange: () => code.showSoon() })
const key = new KeyField({
  onKey: (value) => {
    api.key = value
    void loadModels()
  },
})
const runner = new Runner({ api, form, key, result: new ResultView() })
const code = new CodeView({
  read: () => {
    const checked = form.check()
    if (checked instanceof Problem) return checked.message
    const [request] = checked
    if (request === undefined) return 'The models of this server are not known yet.'
    return { request, server: new URL('.', document.baseURI).href.replace(/\/$/, ''), needsKey: key.needed }
  },
})

byId('request', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault()
  void run()
})
byId('request', HTMLFormElement).addEventListener('change', () => code.show())
byId('request', HTMLFormElement).addEventListener('input', () => code.showSoon())
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run()
  if (event.key === 'Escape') runner.stop()
})
if (/Mac|iPhone|iPad/.test(navigator.userAgent))
  byId('shortcut', HTMLElement).querySelector('kbd')?.replaceChildren('⌘')
if (api.key === '') void loadModels()

async function run(): Promise<void> {
  // Without models there is nothing to run, and why there are none is said already.
  if (form.models.chosen.length === 0 && !(await loadModels())) return
  await runner.run()
}

/** Asks which models there are, and says whether it knows them now. */
async function loadModels(): Promise<boolean> {
  clearFailures()
  try {
    await showModels()
    code.show()
    return true
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error
    const explanation = showFailure({ failure: error })
    if (explanation.field === 'key') key.ask(explanation.advice)
    return false
  }
}

/** Shows which models there are, and again while some are being loaded: nobody is to wait for one that has long been ready. */
async function showModels(): Promise<void> {
  form.models.show(await api.listModels())
  if (form.models.someLoading) setTimeout(lookAgain, 2000)
}

async function lookAgain(): Promise<void> {
  try {
    await showModels()
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error // The next run says what is wrong.
  }
}
