bespokeValues({"labels":{"value":"值","type":"类型","setIn":"设定于","given":"指定","defaulted":"默认","computed":"计算默认","derived":"推导","derivedFrom":"来自","feeds":"决定","usedIn":"用于","inFiles":"所在文件","immutable":"集群建成后不可更改","details":"详情"},
"pages":[["01-start.html","开店 corner"],["02-more.html","更多"]],
"files":[["files.html#files/bin/list-till1.sh","bin/list-till1.sh",""],["files.html#files/ports.yaml","ports.yaml",""],["files.html#hosts/till1/etc/shop.conf","/etc/shop.conf","till1 store1"]],
"values":{
"shop_name":{"title":"名称","type":"dnsLabel","text":"corner","set":"0content/shop/clusters/corner.yaml:2","pages":[0,1],"files":[1]},
"network":{"type":"cidr","text":"10.1.0.0/16","set":"1content/shop/en/01-start.md:5","for":["gateway","machines"],"fixed":1,"pages":[0],"files":[]},
"gateway":{"type":"ip","text":"10.1.0.1","set":"3content/shop/en/01-start.md:6","from":["network"],"pages":[0],"files":[]},
"port":{"type":"port","text":"443","set":"1content/shop/en/01-start.md:7","pages":[0],"files":[1]},
"motto":{"title":"Motto","type":"string","text":"Tom & Jerry's <best> \"shop\"","set":"0content/shop/clusters/corner.yaml:3","pages":[0],"files":[1]},
"machines":{"type":"list","set":"0content/shop/clusters/corner.yaml:5","from":["network"],"for":["tills"],"pages":[0],"files":[0,2],"fields":[["name","dnsLabel",""],["ip","ip",""],["role","enum",""]],"items":[["0content/shop/clusters/corner.yaml:5","2content/shop/en/01-start.md:14","0content/shop/clusters/corner.yaml:5"],["0content/shop/clusters/corner.yaml:6","0content/shop/clusters/corner.yaml:6","1content/shop/en/01-start.md:15"]]},
"tills":{"type":"list(machines item)","set":"3content/shop/en/01-start.md:16","from":["machines"],"pages":[0],"files":[0]}}});
