export { noSettings as jinaSettings } from '../no-settings.ts'
