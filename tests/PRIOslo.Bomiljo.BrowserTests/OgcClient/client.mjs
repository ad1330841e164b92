// Reads the open services with a client of somebody else: node client.mjs ADDRESS COLLECTION LIMIT. Prints one JSON object.
import ogcapi from '@ogcapi-js/features';

const [baseUrl, collection, limit] = process.argv.slice(2);
const service = new ogcapi.FeatureService({ baseUrl });
const { conformsTo } = await service.getConformance();
const { collections } = await service.getCollections();
const { title } = await service.getCollection(collection);

const ids = [];
let matched = 0;
for (let offset = 0, returned = 1; returned > 0; offset += returned) {
  const page = await service.getFeatures(collection, { limit: Number(limit), params: { offset } });
  returned = page.features.length;
  matched = page.numberMatched;
  ids.push(...page.features.map(feature => feature.id));
}

const one = await service.getFeature(collection, ids[0]);
console.log(JSON.stringify({ conformsTo, collections: collections.map(known => known.id), title, matched, ids, one: { id: one.id, type: one.type } }));
