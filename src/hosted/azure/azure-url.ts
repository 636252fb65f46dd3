/**
 * The address of a call. Deployments of their own (`….models.ai.azure.com`) have Cohere's paths at the root; resources of
 * Foundry (`….services.ai.azure.com`) have them below `/providers/cohere`. The portal shows the second with its path, so
 * that is taken too.
 */
export function azureUrl({ baseUrl, apiVersion }: { baseUrl: string; apiVersion: 1 | 2 }): string {
  const base = baseUrl.replace(/\/v[12]\/rerank$/, '')
  const { hostname, pathname } = new URL(base)
  const folder = hostname.endsWith('.services.ai.azure.com') && pathname === '/' ? '/providers/cohere' : ''
  return `${base}${folder}/v${apiVersion}/rerank`
}
