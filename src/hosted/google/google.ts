import { SecondpassError } from '../../reranker/index.ts'
import type { Provider } from '../provider.ts'
import { findAccessToken } from './find-access-token.ts'
import { googleAnswer } from './google-answer.ts'
import { googleModels } from './google-models.ts'
import { type GoogleSettings, googleSettings } from './google-settings.ts'

/** Google's ranking API: https://cloud.google.com/generative-ai-app-builder/docs/ranking */
export const google: Provider<GoogleSettings> = {
  name: 'google',
  title: 'Google Vertex AI',
  // A token is good for an hour, so it is asked for with each call.
  keyVariables: [],
  credentialVariables: ['GOOGLE_APPLICATION_CREDENTIALS'],
  baseUrl: 'https://discoveryengine.googleapis.com',
  scale: 'provider',
  // Scores have two decimals.
  coarse: true,
  models: googleModels,
  anyModel: { maxDocuments: 200 },
  settings: googleSettings,
  toRequest: async ({ model, query, texts, baseUrl, apiKey, settings }) => {
    const project = findProject(settings)
    const token = await findAccessToken({ ...settings, accessToken: settings.accessToken ?? apiKey })
    const place = `projects/${project}/locations/${settings.location}`
    return {
      url: `${baseUrl}/v1/${place}/rankingConfigs/default_ranking_config:rank`,
      headers: { authorization: `Bearer ${token}`, 'x-goog-user-project': project },
      body: {
        model,
        query,
        // No `title`: one that the caller did not write changes the scores.
        records: texts.map((content, index) => ({ id: String(index), content })),
        topN: texts.length,
        ignoreRecordDetailsInResponse: true,
        ...(settings.userLabels && { userLabels: settings.userLabels }),
      },
    }
  },
  toAnswer: ({ body }) => {
    const { records } = googleAnswer.parse(body)
    return { scores: records.map(({ id, score }) => ({ index: Number(id), score })), usage: {} }
  },
}

function findProject({ project }: GoogleSettings): string {
  const found = project ?? process.env['GOOGLE_CLOUD_PROJECT']
  if (found && /^[a-z0-9][a-z0-9.:-]*$/i.test(found)) return found
  const message =
    'Google Vertex AI needs a project. Set the environment variable GOOGLE_CLOUD_PROJECT, or pass `settings.project`.'
  throw new SecondpassError({ code: 'invalid_request', message })
}
