BEGIN TRANSACTION;
CREATE TABLE about (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
)
 STRICT

;
INSERT INTO "about" VALUES('scheduler','sm2;max=36500');
INSERT INTO "about" VALUES('reader','2 7904 1795737387000000000');
INSERT INTO "about" VALUES('device','0f303b524421493e');
CREATE TABLE alias (
	old TEXT NOT NULL, 
	card TEXT NOT NULL, 
	PRIMARY KEY (old)
)
 STRICT

;
INSERT INTO "alias" VALUES('old/renamed','old/newname');
CREATE TABLE card (
	"key" TEXT NOT NULL, 
	note TEXT NOT NULL, 
	deck TEXT NOT NULL, 
	level INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	fingerprint TEXT NOT NULL, 
	retired INTEGER NOT NULL, 
	PRIMARY KEY ("key")
)
 STRICT

;
INSERT INTO "card" VALUES('old/one','old/one','old',1,0,'059bd14fbd232d50',0);
INSERT INTO "card" VALUES('old/two','old/two','old',1,1000,'10ed3cb726a0d710',0);
INSERT INTO "card" VALUES('old/two#reverse','old/two','old',1,1001,'554f7292bb53c2b4',0);
INSERT INTO "card" VALUES('old/gaps#c1','old/gaps','old',1,2000,'5e32d24d35fc07a3',0);
INSERT INTO "card" VALUES('old/gaps#c2','old/gaps','old',1,2001,'e076fd7a1280b6c4',0);
INSERT INTO "card" VALUES('old/pick','old/pick','old',1,3000,'c277c901423c8987',0);
INSERT INTO "card" VALUES('old/word','old/word','old',1,4000,'cf322505ab61ccb1',0);
INSERT INTO "card" VALUES('old/row','old/row','old',1,5000,'fae1533278447f94',0);
INSERT INTO "card" VALUES('old/say','old/say','old',1,6000,'cc49b4813c851861',0);
INSERT INTO "card" VALUES('old/renamed','old/renamed','old',1,7000,'2ba1aa1d4f22cb50',1);
INSERT INTO "card" VALUES('old/gone','old/gone','old',1,8000,'61a6baed62de61c3',1);
INSERT INTO "card" VALUES('old/newname','old/newname','old',1,7000,'2ba1aa1d4f22cb50',0);
CREATE TABLE deck (
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	about TEXT NOT NULL, 
	path TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	retired INTEGER NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "deck" VALUES('old','Old::Things','','/decks-of-old/decks/old.yaml',0,0);
CREATE TABLE deck_file (
	path TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	mtime_ns INTEGER NOT NULL, 
	deck TEXT NOT NULL, 
	present INTEGER NOT NULL, 
	problems TEXT NOT NULL, 
	digest TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (path)
)
 STRICT

;
INSERT INTO "deck_file" VALUES('/decks-of-old/decks/old.yaml',611,1795754932492947651,'old',1,'[]','["old",1,true,false,[],[["one",4,[],[],[],"300c3aec66c96ac2"],["two",5,[],[],[],"499ed3a0f4f84b11"],["gaps",6,[],[],[],"e0dfd7701828b17c"],["pick",7,[],[],[],"a0a90dd707b7b350"],["word",8,[],[],[],"61d7d45abfcf8073"],["row",9,[],[],[],"aa275f46bc4cee48"],["say",10,[],[],[],"ddb379cdcaccf84d"],["newname",11,[],[],["old/renamed"],"93875a5d21f1320c"]],[]]');
CREATE TABLE event (
	id TEXT NOT NULL, 
	device TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	day INTEGER NOT NULL, 
	"offset" INTEGER NOT NULL, 
	card TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	grade INTEGER, 
	suggested INTEGER, 
	took INTEGER, 
	hints INTEGER NOT NULL, 
	answer TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	scheduler TEXT NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	undoes TEXT NOT NULL, 
	session TEXT NOT NULL, 
	detail TEXT NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "event" VALUES('01a0f8a0-11b8-737f-b013-eb01e134a472','0f303b524421493e',1790877635000,739890,0,'old/one','review',4,NULL,21000,0,'','059bd14fbd232d50','sm2;max=36500','','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','','','');
INSERT INTO "event" VALUES('01a0f8a0-7f18-7ece-b5e9-f6037ae418d8','0f303b524421493e',1790877663000,739890,0,'old/two','review',5,NULL,21000,0,'','10ed3cb726a0d710','sm2;max=36500','','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,260,1]}','','','');
INSERT INTO "event" VALUES('01a0f8a0-ec78-7b92-823c-d096b208f91e','0f303b524421493e',1790877691000,739890,0,'old/gaps#c1','review',3,NULL,21000,0,'','5e32d24d35fc07a3','sm2;max=36500','','{"due":739891,"last":739890,"drill":739890,"reviews":1,"lapses":0,"data":[1,236,1]}','','','');
INSERT INTO "event" VALUES('01a0f8a1-59d8-7150-b329-c404d3c28e52','0f303b524421493e',1790877719000,739890,0,'old/pick','review',2,2,21000,0,'','c277c901423c8987','sm2;max=36500','','{"due":739891,"last":739890,"drill":739890,"reviews":1,"lapses":0,"data":[0,250,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a0f8a1-c738-78ba-aff2-179489637b34','0f303b524421493e',1790877747000,739890,0,'old/word','review',4,NULL,21000,0,'','cf322505ab61ccb1','sm2;max=36500','','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','','','');
INSERT INTO "event" VALUES('01a0f8a2-3498-72d8-bffb-b86a831f0e59','0f303b524421493e',1790877775000,739890,0,'old/row','review',5,NULL,21000,0,'','fae1533278447f94','sm2;max=36500','','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,260,1]}','','','');
INSERT INTO "event" VALUES('01a0f8a2-a1f8-764d-8d6e-123a61644cad','0f303b524421493e',1790877803000,739890,0,'old/gaps#c1','drill',4,NULL,21000,0,'','5e32d24d35fc07a3','sm2;max=36500','{"due":739891,"last":739890,"drill":739890,"reviews":1,"lapses":0,"data":[1,236,1]}','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,236,1]}','','','');
INSERT INTO "event" VALUES('01a0f8a3-0f58-7cf8-b2d0-b12ebf4ae106','0f303b524421493e',1790877831000,739890,0,'old/pick','drill',4,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739891,"last":739890,"drill":739890,"reviews":1,"lapses":0,"data":[0,250,1]}','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[0,250,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a0fdc6-6db8-790e-b21a-c5c1762babe0','0f303b524421493e',1790964035000,739891,0,'old/one','review',5,NULL,21000,0,'','059bd14fbd232d50','sm2;max=36500','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','{"due":739897,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[2,260,6]}','','','');
INSERT INTO "event" VALUES('01a0fdc6-db18-7280-8a98-e68f4c5df7f9','0f303b524421493e',1790964063000,739891,0,'old/two','review',3,NULL,21000,0,'','10ed3cb726a0d710','sm2;max=36500','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,260,1]}','{"due":739897,"last":739891,"drill":739891,"reviews":2,"lapses":0,"data":[2,246,6]}','','','');
INSERT INTO "event" VALUES('01a0fdc7-4878-7f02-a814-cc1a1795bcc0','0f303b524421493e',1790964091000,739891,0,'old/say','review',2,NULL,21000,0,'','cc49b4813c851861','sm2;max=36500','','{"due":739892,"last":739891,"drill":739891,"reviews":1,"lapses":0,"data":[0,250,1]}','','','');
INSERT INTO "event" VALUES('01a0fdc7-b5d8-7bec-991a-78a1c92e3d1b','0f303b524421493e',1790964119000,739891,0,'old/pick','review',4,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[0,250,1]}','{"due":739892,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[1,250,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a0fdc8-2338-733a-90cd-e168335801a8','0f303b524421493e',1790964147000,739891,0,'old/gaps#c1','review',5,NULL,21000,0,'','5e32d24d35fc07a3','sm2;max=36500','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,236,1]}','{"due":739897,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[2,246,6]}','','','');
INSERT INTO "event" VALUES('01a0fdc8-9098-73b5-8f2b-3f2d66b6f643','0f303b524421493e',1790964175000,739891,0,'old/renamed','review',4,NULL,21000,0,'','2ba1aa1d4f22cb50','sm2;max=36500','','{"due":739892,"last":739891,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','','','');
INSERT INTO "event" VALUES('01a0fdc8-fdf8-7fe5-8ce9-a09a02646538','0f303b524421493e',1790964203000,739891,0,'old/word','review',4,NULL,21000,0,'','cf322505ab61ccb1','sm2;max=36500','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','{"due":739897,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[2,250,6]}','','','');
INSERT INTO "event" VALUES('01a0fdc9-6b58-7ba3-afe5-f9cc457960bc','0f303b524421493e',1790964231000,739891,0,'old/row','review',5,NULL,21000,0,'','fae1533278447f94','sm2;max=36500','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,260,1]}','{"due":739897,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[2,270,6]}','','','');
INSERT INTO "event" VALUES('01a0fdc9-d8b8-747b-b1eb-178fc03733c8','0f303b524421493e',1790964259000,739891,0,'old/gone','review',3,NULL,21000,0,'','61a6baed62de61c3','sm2;max=36500','','{"due":739892,"last":739891,"drill":739891,"reviews":1,"lapses":0,"data":[1,236,1]}','','','');
INSERT INTO "event" VALUES('01a0fdca-4618-7222-9915-711fa09a76e4','0f303b524421493e',1790964287000,739891,0,'old/two','drill',2,NULL,21000,0,'','10ed3cb726a0d710','sm2;max=36500','{"due":739897,"last":739891,"drill":739891,"reviews":2,"lapses":0,"data":[2,246,6]}','{"due":739897,"last":739891,"drill":739891,"reviews":2,"lapses":0,"data":[2,246,6]}','','','');
INSERT INTO "event" VALUES('01a0fdca-b378-79e1-9f19-984763a6563a','0f303b524421493e',1790964315000,739891,0,'old/say','drill',4,NULL,21000,0,'','cc49b4813c851861','sm2;max=36500','{"due":739892,"last":739891,"drill":739891,"reviews":1,"lapses":0,"data":[0,250,1]}','{"due":739892,"last":739891,"drill":0,"reviews":1,"lapses":0,"data":[0,250,1]}','','','');
INSERT INTO "event" VALUES('01a0fdcb-20d8-7f1b-9d15-5e5606a6c110','0f303b524421493e',1790964343000,739891,0,'old/gone','drill',5,NULL,21000,0,'','61a6baed62de61c3','sm2;max=36500','{"due":739892,"last":739891,"drill":739891,"reviews":1,"lapses":0,"data":[1,236,1]}','{"due":739892,"last":739891,"drill":0,"reviews":1,"lapses":0,"data":[1,236,1]}','','','');
INSERT INTO "event" VALUES('01a0fdcb-8e38-74f7-a0b2-5e4d559708c7','0f303b524421493e',1790964371000,739891,0,'old/two','drill',4,NULL,21000,0,'','10ed3cb726a0d710','sm2;max=36500','{"due":739897,"last":739891,"drill":739891,"reviews":2,"lapses":0,"data":[2,246,6]}','{"due":739897,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[2,246,6]}','','','');
INSERT INTO "event" VALUES('01a102ec-c9b8-750a-9b30-51879b4887e3','0f303b524421493e',1791050435000,739892,0,'old/pick','review',3,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739892,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[1,250,1]}','{"due":739898,"last":739892,"drill":739892,"reviews":3,"lapses":0,"data":[2,236,6]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a102ed-3718-72e1-b712-32ee975c8551','0f303b524421493e',1791050463000,739892,0,'old/renamed','review',2,NULL,21000,0,'','2ba1aa1d4f22cb50','sm2;max=36500','{"due":739892,"last":739891,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','{"due":739893,"last":739892,"drill":739892,"reviews":2,"lapses":1,"data":[0,250,1]}','','','');
INSERT INTO "event" VALUES('01a102ed-a478-7b2c-ab9e-df520677913b','0f303b524421493e',1791050491000,739892,0,'old/two#reverse','review',4,NULL,21000,0,'','554f7292bb53c2b4','sm2;max=36500','','{"due":739893,"last":739892,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','','','');
INSERT INTO "event" VALUES('01a102ee-11d8-7e6e-ae62-92abfd7bc3e8','0f303b524421493e',1791050519000,739892,0,'old/say','review',5,NULL,21000,0,'','cc49b4813c851861','sm2;max=36500','{"due":739892,"last":739891,"drill":0,"reviews":1,"lapses":0,"data":[0,250,1]}','{"due":739893,"last":739892,"drill":0,"reviews":2,"lapses":0,"data":[1,260,1]}','','','');
INSERT INTO "event" VALUES('01a102ee-7f38-75ba-8ede-d907069b45ba','0f303b524421493e',1791050547000,739892,0,'old/gone','review',4,NULL,21000,0,'','61a6baed62de61c3','sm2;max=36500','{"due":739892,"last":739891,"drill":0,"reviews":1,"lapses":0,"data":[1,236,1]}','{"due":739898,"last":739892,"drill":0,"reviews":2,"lapses":0,"data":[2,236,6]}','','','');
INSERT INTO "event" VALUES('01a102ee-ec98-7298-8a4d-4b4ae89aa460','0f303b524421493e',1791050575000,739892,0,'old/gaps#c2','review',4,NULL,21000,0,'','e076fd7a1280b6c4','sm2;max=36500','','{"due":739893,"last":739892,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','','','');
INSERT INTO "event" VALUES('01a102ef-59f8-7574-81e3-b138115918f3','0f303b524421493e',1791050603000,739892,0,'old/pick','drill',5,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739898,"last":739892,"drill":739892,"reviews":3,"lapses":0,"data":[2,236,6]}','{"due":739898,"last":739892,"drill":0,"reviews":3,"lapses":0,"data":[2,236,6]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a102ef-c758-7374-82a3-e9cb76f36a1e','0f303b524421493e',1791050631000,739892,0,'old/renamed','drill',3,NULL,21000,0,'','2ba1aa1d4f22cb50','sm2;max=36500','{"due":739893,"last":739892,"drill":739892,"reviews":2,"lapses":1,"data":[0,250,1]}','{"due":739893,"last":739892,"drill":739892,"reviews":2,"lapses":1,"data":[0,250,1]}','','','');
INSERT INTO "event" VALUES('01a102f0-34b8-7eee-8a11-06a6f9e19deb','0f303b524421493e',1791050659000,739892,0,'old/renamed','drill',2,NULL,21000,0,'','2ba1aa1d4f22cb50','sm2;max=36500','{"due":739893,"last":739892,"drill":739892,"reviews":2,"lapses":1,"data":[0,250,1]}','{"due":739893,"last":739892,"drill":739892,"reviews":2,"lapses":1,"data":[0,250,1]}','','','');
INSERT INTO "event" VALUES('01a102f0-a218-7119-b25f-3f85a6515343','0f303b524421493e',1791050687000,739892,0,'old/renamed','drill',4,NULL,21000,0,'','2ba1aa1d4f22cb50','sm2;max=36500','{"due":739893,"last":739892,"drill":739892,"reviews":2,"lapses":1,"data":[0,250,1]}','{"due":739893,"last":739892,"drill":0,"reviews":2,"lapses":1,"data":[0,250,1]}','','','');
INSERT INTO "event" VALUES('01a102f0-f420-7832-970c-a2fed6d7bf82','0f303b524421493e',1791050708000,739892,0,'old/renamed','undo',NULL,NULL,NULL,0,'','','','{"due":739893,"last":739892,"drill":0,"reviews":2,"lapses":1,"data":[0,250,1]}','{"due":739893,"last":739892,"drill":739892,"reviews":2,"lapses":1,"data":[0,250,1]}','01a102f0-a218-7119-b25f-3f85a6515343','','');
INSERT INTO "event" VALUES('01a102f1-4628-76b9-b4ef-1c1af1730e74','0f303b524421493e',1791050729000,739892,0,'old/renamed','suspend',NULL,NULL,NULL,0,'','','','','','','','');
INSERT INTO "event" VALUES('01a1125f-ddb8-7b92-91b0-cdbbb5238771','0f303b524421493e',1791309635000,739895,0,'old/two#reverse','review',2,NULL,21000,0,'','554f7292bb53c2b4','sm2;max=36500','{"due":739893,"last":739892,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','{"due":739896,"last":739895,"drill":739895,"reviews":2,"lapses":1,"data":[0,250,1]}','','','');
INSERT INTO "event" VALUES('01a11260-4b18-7e73-ac65-c1b2794c601c','0f303b524421493e',1791309663000,739895,0,'old/gaps#c2','review',4,NULL,21000,0,'','e076fd7a1280b6c4','sm2;max=36500','{"due":739893,"last":739892,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','{"due":739901,"last":739895,"drill":0,"reviews":2,"lapses":0,"data":[2,250,6]}','','','');
INSERT INTO "event" VALUES('01a11260-b878-7b2d-97ef-317c2123e24e','0f303b524421493e',1791309691000,739895,0,'old/say','review',5,NULL,21000,0,'','cc49b4813c851861','sm2;max=36500','{"due":739893,"last":739892,"drill":0,"reviews":2,"lapses":0,"data":[1,260,1]}','{"due":739901,"last":739895,"drill":0,"reviews":3,"lapses":0,"data":[2,270,6]}','','','');
INSERT INTO "event" VALUES('01a11261-25d8-7f28-b03a-b8e4d6bcb918','0f303b524421493e',1791309719000,739895,0,'old/two#reverse','drill',4,NULL,21000,0,'','554f7292bb53c2b4','sm2;max=36500','{"due":739896,"last":739895,"drill":739895,"reviews":2,"lapses":1,"data":[0,250,1]}','{"due":739896,"last":739895,"drill":0,"reviews":2,"lapses":1,"data":[0,250,1]}','','','');
INSERT INTO "event" VALUES('01a11261-ae90-77ff-b3b7-af6e3e05f34d','0f303b524421493e',1791309754000,739895,0,'old/pick','quiz',2,NULL,7000,0,'those','c277c901423c8987','','','','','01a11261-5c88-78c9-af61-8c4b588a3cd5','{"instead": ["those"]}');
INSERT INTO "event" VALUES('01a11262-3748-7158-b91c-a5a09e2c9c62','0f303b524421493e',1791309789000,739895,0,'old/pick','quiz',2,NULL,7000,0,'that','c277c901423c8987','','','','','01a11261-e540-70d9-bca8-b1451e839714','{"instead": ["that"]}');
INSERT INTO "event" VALUES('01a11262-c000-7c1b-9bcd-8f8fa6579144','0f303b524421493e',1791309824000,739895,0,'old/pick','quiz',4,NULL,7000,0,'this','c277c901423c8987','','','','','01a11262-6df8-7eb3-bff0-32a1727e6a7e','');
INSERT INTO "event" VALUES('01a11263-48b8-71dd-847c-37b46364d660','0f303b524421493e',1791309859000,739895,0,'old/pick','quiz',2,NULL,7000,0,'that','c277c901423c8987','','','','','01a11262-f6b0-7fa7-9bc1-5e898fab2709','{"instead": ["that"]}');
INSERT INTO "event" VALUES('01a11263-d170-7bfe-8d59-49f330091013','0f303b524421493e',1791309894000,739895,0,'old/pick','quiz',2,NULL,7000,0,'those','c277c901423c8987','','','','','01a11263-7f68-77b2-adfd-4bd6481a3aad','{"instead": ["those"]}');
INSERT INTO "event" VALUES('01a11264-5a28-75b5-b124-65575a6b5f80','0f303b524421493e',1791309929000,739895,0,'old/pick','quiz',2,NULL,7000,0,'that','c277c901423c8987','','','','','01a11264-0820-7c22-b451-5d6fda5a30ae','{"instead": ["that"]}');
INSERT INTO "event" VALUES('01a11786-39b8-7a34-b89e-e704ee90efec','0f303b524421493e',1791396035000,739896,0,'old/two#reverse','review',4,NULL,21000,0,'','554f7292bb53c2b4','sm2;max=36500','{"due":739896,"last":739895,"drill":0,"reviews":2,"lapses":1,"data":[0,250,1]}','{"due":739897,"last":739896,"drill":0,"reviews":3,"lapses":1,"data":[1,250,1]}','','','');
INSERT INTO "event" VALUES('01a1366c-61b8-7970-8502-d71ef5939e99','0f303b524421493e',1791914435000,739902,0,'old/gaps#c1','review',5,NULL,21000,0,'','5e32d24d35fc07a3','sm2;max=36500','{"due":739897,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[2,246,6]}','{"due":739918,"last":739902,"drill":0,"reviews":3,"lapses":0,"data":[3,256,16]}','','','');
INSERT INTO "event" VALUES('01a1366c-cf18-79d6-8948-ab1c2b707037','0f303b524421493e',1791914463000,739902,0,'old/two','review',4,NULL,21000,0,'','10ed3cb726a0d710','sm2;max=36500','{"due":739897,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[2,246,6]}','{"due":739917,"last":739902,"drill":0,"reviews":3,"lapses":0,"data":[3,246,15]}','','','');
INSERT INTO "event" VALUES('01a1366d-3c78-76ec-8f70-992fca562872','0f303b524421493e',1791914491000,739902,0,'old/one','review',4,NULL,21000,0,'','059bd14fbd232d50','sm2;max=36500','{"due":739897,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[2,260,6]}','{"due":739918,"last":739902,"drill":0,"reviews":3,"lapses":0,"data":[3,260,16]}','','','');
INSERT INTO "event" VALUES('01a1366d-a9d8-7308-b5c1-2c1ad09f1f34','0f303b524421493e',1791914519000,739902,0,'old/say','review',5,NULL,21000,0,'','cc49b4813c851861','sm2;max=36500','{"due":739901,"last":739895,"drill":0,"reviews":3,"lapses":0,"data":[2,270,6]}','{"due":739919,"last":739902,"drill":0,"reviews":4,"lapses":0,"data":[3,280,17]}','','','');
INSERT INTO "event" VALUES('01a1366e-1738-73ba-8889-d7b15885c365','0f303b524421493e',1791914547000,739902,0,'old/row','review',3,NULL,21000,0,'','fae1533278447f94','sm2;max=36500','{"due":739897,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[2,270,6]}','{"due":739918,"last":739902,"drill":739902,"reviews":3,"lapses":0,"data":[3,256,16]}','','','');
INSERT INTO "event" VALUES('01a1366e-8498-76c5-9475-f3db6a4e760f','0f303b524421493e',1791914575000,739902,0,'old/gaps#c2','review',2,NULL,21000,0,'','e076fd7a1280b6c4','sm2;max=36500','{"due":739901,"last":739895,"drill":0,"reviews":2,"lapses":0,"data":[2,250,6]}','{"due":739903,"last":739902,"drill":739902,"reviews":3,"lapses":1,"data":[0,250,1]}','','','');
INSERT INTO "event" VALUES('01a1366e-f1f8-7b24-986a-cf35963d50d7','0f303b524421493e',1791914603000,739902,0,'old/two#reverse','review',4,NULL,21000,0,'','554f7292bb53c2b4','sm2;max=36500','{"due":739897,"last":739896,"drill":0,"reviews":3,"lapses":1,"data":[1,250,1]}','{"due":739908,"last":739902,"drill":0,"reviews":4,"lapses":1,"data":[2,250,6]}','','','');
INSERT INTO "event" VALUES('01a1366f-5f58-7c15-aa10-561cf43b36aa','0f303b524421493e',1791914631000,739902,0,'old/pick','review',2,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739898,"last":739892,"drill":0,"reviews":3,"lapses":0,"data":[2,236,6]}','{"due":739903,"last":739902,"drill":739902,"reviews":4,"lapses":1,"data":[0,236,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a1366f-ccb8-7434-bfc3-223c7433e240','0f303b524421493e',1791914659000,739902,0,'old/word','review',2,2,21000,0,'4','cf322505ab61ccb1','sm2;max=36500','{"due":739897,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[2,250,6]}','{"due":739903,"last":739902,"drill":739902,"reviews":3,"lapses":1,"data":[0,250,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a13670-3a18-7ea9-98d9-774258c20dfc','0f303b524421493e',1791914687000,739902,0,'old/row','drill',4,2,21000,0,'c','fae1533278447f94','sm2;max=36500','{"due":739918,"last":739902,"drill":739902,"reviews":3,"lapses":0,"data":[3,256,16]}','{"due":739918,"last":739902,"drill":0,"reviews":3,"lapses":0,"data":[3,256,16]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a13670-a778-7abb-9b88-f29c072e745f','0f303b524421493e',1791914715000,739902,0,'old/gaps#c2','drill',5,NULL,21000,0,'','e076fd7a1280b6c4','sm2;max=36500','{"due":739903,"last":739902,"drill":739902,"reviews":3,"lapses":1,"data":[0,250,1]}','{"due":739903,"last":739902,"drill":0,"reviews":3,"lapses":1,"data":[0,250,1]}','','','');
INSERT INTO "event" VALUES('01a13671-14d8-75dc-b349-7564dc5cf17c','0f303b524421493e',1791914743000,739902,0,'old/pick','drill',3,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739903,"last":739902,"drill":739902,"reviews":4,"lapses":1,"data":[0,236,1]}','{"due":739903,"last":739902,"drill":739902,"reviews":4,"lapses":1,"data":[0,236,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a13671-8238-79de-851d-58ae2d4de488','0f303b524421493e',1791914771000,739902,0,'old/word','drill',2,NULL,21000,0,'','cf322505ab61ccb1','sm2;max=36500','{"due":739903,"last":739902,"drill":739902,"reviews":3,"lapses":1,"data":[0,250,1]}','{"due":739903,"last":739902,"drill":739902,"reviews":3,"lapses":1,"data":[0,250,1]}','','','');
INSERT INTO "event" VALUES('01a13671-ef98-7d15-aae6-388224abf162','0f303b524421493e',1791914799000,739902,0,'old/pick','drill',4,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739903,"last":739902,"drill":739902,"reviews":4,"lapses":1,"data":[0,236,1]}','{"due":739903,"last":739902,"drill":0,"reviews":4,"lapses":1,"data":[0,236,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a13672-5cf8-7b4e-8a40-4b22d7a94fe9','0f303b524421493e',1791914827000,739902,0,'old/word','drill',5,NULL,21000,0,'','cf322505ab61ccb1','sm2;max=36500','{"due":739903,"last":739902,"drill":739902,"reviews":3,"lapses":1,"data":[0,250,1]}','{"due":739903,"last":739902,"drill":0,"reviews":3,"lapses":1,"data":[0,250,1]}','','','');
INSERT INTO "event" VALUES('01a13672-af00-7db2-93d4-009d723b253f','0f303b524421493e',1791914848000,739902,0,'','mock',NULL,NULL,NULL,0,'','','','','','','01a13672-93a8-794e-870d-0b519a811b8b','{"step":"start","minutes":5,"openers":[["old/say","Things"],["old/one","Things"],["old/two","Things"]],"about":"all decks"}');
INSERT INTO "event" VALUES('01a13673-5310-7bca-b3af-e493740707f3','0f303b524421493e',1791914890000,739902,0,'old/say','mock',NULL,NULL,28000,0,'','cc49b4813c851861','','','','','01a13672-93a8-794e-870d-0b519a811b8b','{"step":"answer","index":0,"depth":0,"topic":"Things","ask":"Explain it.","seconds":90,"spoken":true}');
INSERT INTO "event" VALUES('01a13673-6e68-7445-81d1-8c1834cb7026','0f303b524421493e',1791914897000,739902,0,'old/say','mock',NULL,NULL,NULL,0,'','','','','','','01a13672-93a8-794e-870d-0b519a811b8b','{"step":"confidence","index":0,"confidence":3,"handled":false}');
INSERT INTO "event" VALUES('01a13674-1278-7271-bf87-b2800066d632','0f303b524421493e',1791914939000,739902,0,'old/one','mock',NULL,NULL,28000,0,'','059bd14fbd232d50','','','','','01a13672-93a8-794e-870d-0b519a811b8b','{"step":"answer","index":1,"depth":0,"topic":"Things","ask":"What is one?","seconds":45,"spoken":true}');
INSERT INTO "event" VALUES('01a13674-2dd0-711f-adf6-aed89bcc9c47','0f303b524421493e',1791914946000,739902,0,'old/one','mock',NULL,NULL,NULL,0,'','','','','','','01a13672-93a8-794e-870d-0b519a811b8b','{"step":"confidence","index":1,"confidence":3,"handled":false}');
INSERT INTO "event" VALUES('01a13674-d1e0-726b-8123-90fba126fdb3','0f303b524421493e',1791914988000,739902,0,'old/two','mock',NULL,NULL,28000,0,'','10ed3cb726a0d710','','','','','01a13672-93a8-794e-870d-0b519a811b8b','{"step":"answer","index":2,"depth":0,"topic":"Things","ask":"What is two?","seconds":45,"spoken":true}');
INSERT INTO "event" VALUES('01a13674-ed38-7188-8e85-d952863b0c75','0f303b524421493e',1791914995000,739902,0,'old/two','mock',NULL,NULL,NULL,0,'','','','','','','01a13672-93a8-794e-870d-0b519a811b8b','{"step":"confidence","index":2,"confidence":3,"handled":false}');
INSERT INTO "event" VALUES('01a13675-0890-7d08-b9c4-7e7123befcad','0f303b524421493e',1791915002000,739902,0,'','mock',NULL,NULL,NULL,0,'','','','','','','01a13672-93a8-794e-870d-0b519a811b8b','{"step":"over"}');
INSERT INTO "event" VALUES('01a13675-23e8-70e4-bfab-8effb99042e4','0f303b524421493e',1791915009000,739902,0,'old/say','mock',NULL,NULL,NULL,0,'','','','','','','01a13672-93a8-794e-870d-0b519a811b8b','{"step":"mark","index":0,"score":0.0,"points":[["first thing",false,false,""],["second thing",false,false,""]]}');
INSERT INTO "event" VALUES('01a13b92-bdb8-7728-9fe1-447667ca1f34','0f303b524421493e',1792000835000,739903,0,'old/word','review',5,NULL,21000,0,'','cf322505ab61ccb1','sm2;max=36500','{"due":739903,"last":739902,"drill":0,"reviews":3,"lapses":1,"data":[0,250,1]}','{"due":739904,"last":739903,"drill":0,"reviews":4,"lapses":1,"data":[1,260,1]}','','','');
INSERT INTO "event" VALUES('01a13b93-2b18-7a0b-8597-dda40122c7c2','0f303b524421493e',1792000863000,739903,0,'old/pick','review',4,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739903,"last":739902,"drill":0,"reviews":4,"lapses":1,"data":[0,236,1]}','{"due":739904,"last":739903,"drill":0,"reviews":5,"lapses":1,"data":[1,236,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a13b93-9878-766f-8d92-dd9b9900cc78','0f303b524421493e',1792000891000,739903,0,'old/gaps#c2','review',4,NULL,21000,0,'','e076fd7a1280b6c4','sm2;max=36500','{"due":739903,"last":739902,"drill":0,"reviews":3,"lapses":1,"data":[0,250,1]}','{"due":739904,"last":739903,"drill":0,"reviews":4,"lapses":1,"data":[1,250,1]}','','','');
INSERT INTO "event" VALUES('01a15f9f-41b8-7f06-a431-140d460544d9','0f303b524421493e',1792605635000,739910,0,'old/word','review',4,NULL,21000,0,'','cf322505ab61ccb1','sm2;max=36500','{"due":739904,"last":739903,"drill":0,"reviews":4,"lapses":1,"data":[1,260,1]}','{"due":739916,"last":739910,"drill":0,"reviews":5,"lapses":1,"data":[2,260,6]}','','','');
INSERT INTO "event" VALUES('01a15f9f-af18-7c89-bdf6-49f0deba849c','0f303b524421493e',1792605663000,739910,0,'old/pick','review',4,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739904,"last":739903,"drill":0,"reviews":5,"lapses":1,"data":[1,236,1]}','{"due":739916,"last":739910,"drill":0,"reviews":6,"lapses":1,"data":[2,236,6]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a15fa0-1c78-792d-9ad7-e1fc978aaa5a','0f303b524421493e',1792605691000,739910,0,'old/gaps#c2','review',5,NULL,21000,0,'','e076fd7a1280b6c4','sm2;max=36500','{"due":739904,"last":739903,"drill":0,"reviews":4,"lapses":1,"data":[1,250,1]}','{"due":739916,"last":739910,"drill":0,"reviews":5,"lapses":1,"data":[2,260,6]}','','','');
INSERT INTO "event" VALUES('01a15fa0-89d8-78b0-b46d-cd70fb92adc0','0f303b524421493e',1792605719000,739910,0,'old/two#reverse','review',3,NULL,21000,0,'','554f7292bb53c2b4','sm2;max=36500','{"due":739908,"last":739902,"drill":0,"reviews":4,"lapses":1,"data":[2,250,6]}','{"due":739925,"last":739910,"drill":739910,"reviews":5,"lapses":1,"data":[3,236,15]}','','','');
INSERT INTO "event" VALUES('01a15fa0-f738-726d-a354-16c57b619b23','0f303b524421493e',1792605747000,739910,0,'old/two#reverse','drill',2,NULL,21000,0,'','554f7292bb53c2b4','sm2;max=36500','{"due":739925,"last":739910,"drill":739910,"reviews":5,"lapses":1,"data":[3,236,15]}','{"due":739925,"last":739910,"drill":739910,"reviews":5,"lapses":1,"data":[3,236,15]}','','','');
INSERT INTO "event" VALUES('01a15fa1-6498-7b34-abd8-fe6c12bfb6e2','0f303b524421493e',1792605775000,739910,0,'old/two#reverse','drill',4,NULL,21000,0,'','554f7292bb53c2b4','sm2;max=36500','{"due":739925,"last":739910,"drill":739910,"reviews":5,"lapses":1,"data":[3,236,15]}','{"due":739925,"last":739910,"drill":0,"reviews":5,"lapses":1,"data":[3,236,15]}','','','');
INSERT INTO "event" VALUES('01a1a291-edb8-7c7a-83dc-c9b06f8a21ee','0f303b524421493e',1793728835000,739923,0,'old/gaps#c1','review',4,NULL,21000,0,'','5e32d24d35fc07a3','sm2;max=36500','{"due":739918,"last":739902,"drill":0,"reviews":3,"lapses":0,"data":[3,256,16]}','{"due":739964,"last":739923,"drill":0,"reviews":4,"lapses":0,"data":[4,256,41]}','','','');
INSERT INTO "event" VALUES('01a1a292-5b18-7513-9953-cea2999b6b13','0f303b524421493e',1793728863000,739923,0,'old/one','review',5,NULL,21000,0,'','059bd14fbd232d50','sm2;max=36500','{"due":739918,"last":739902,"drill":0,"reviews":3,"lapses":0,"data":[3,260,16]}','{"due":739967,"last":739923,"drill":0,"reviews":4,"lapses":0,"data":[4,270,44]}','','','');
INSERT INTO "event" VALUES('01a1a292-c878-7865-9343-06a7f1a1c38f','0f303b524421493e',1793728891000,739923,0,'old/word','review',3,NULL,21000,0,'','cf322505ab61ccb1','sm2;max=36500','{"due":739916,"last":739910,"drill":0,"reviews":5,"lapses":1,"data":[2,260,6]}','{"due":739938,"last":739923,"drill":739923,"reviews":6,"lapses":1,"data":[3,246,15]}','','','');
INSERT INTO "event" VALUES('01a1a293-35d8-7ed5-8dcd-bbac35f9e401','0f303b524421493e',1793728919000,739923,0,'old/say','review',2,NULL,21000,0,'','cc49b4813c851861','sm2;max=36500','{"due":739919,"last":739902,"drill":0,"reviews":4,"lapses":0,"data":[3,280,17]}','{"due":739924,"last":739923,"drill":739923,"reviews":5,"lapses":1,"data":[0,280,1]}','','','');
INSERT INTO "event" VALUES('01a1a293-a338-7d78-bace-0f226b15c14a','0f303b524421493e',1793728947000,739923,0,'old/gaps#c2','review',4,NULL,21000,0,'','e076fd7a1280b6c4','sm2;max=36500','{"due":739916,"last":739910,"drill":0,"reviews":5,"lapses":1,"data":[2,260,6]}','{"due":739939,"last":739923,"drill":0,"reviews":6,"lapses":1,"data":[3,260,16]}','','','');
INSERT INTO "event" VALUES('01a1a294-1098-70e8-be0c-7487cc5f3ba2','0f303b524421493e',1793728975000,739923,0,'old/pick','review',2,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739916,"last":739910,"drill":0,"reviews":6,"lapses":1,"data":[2,236,6]}','{"due":739924,"last":739923,"drill":739923,"reviews":7,"lapses":2,"data":[0,236,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a1a294-7df8-765e-a7d5-3e10603e5201','0f303b524421493e',1793729003000,739923,0,'old/two','review',4,NULL,21000,0,'','10ed3cb726a0d710','sm2;max=36500','{"due":739917,"last":739902,"drill":0,"reviews":3,"lapses":0,"data":[3,246,15]}','{"due":739960,"last":739923,"drill":0,"reviews":4,"lapses":0,"data":[4,246,37]}','','','');
INSERT INTO "event" VALUES('01a1a294-eb58-7dac-bcd8-9a57e8ee1d28','0f303b524421493e',1793729031000,739923,0,'old/row','review',4,NULL,21000,0,'','fae1533278447f94','sm2;max=36500','{"due":739918,"last":739902,"drill":0,"reviews":3,"lapses":0,"data":[3,256,16]}','{"due":739964,"last":739923,"drill":0,"reviews":4,"lapses":0,"data":[4,256,41]}','','','');
INSERT INTO "event" VALUES('01a1a295-58b8-7058-b774-a42f86910a52','0f303b524421493e',1793729059000,739923,0,'old/word','drill',5,NULL,21000,0,'','cf322505ab61ccb1','sm2;max=36500','{"due":739938,"last":739923,"drill":739923,"reviews":6,"lapses":1,"data":[3,246,15]}','{"due":739938,"last":739923,"drill":0,"reviews":6,"lapses":1,"data":[3,246,15]}','','','');
INSERT INTO "event" VALUES('01a1a295-c618-7c44-91c1-fa41d0fc36cf','0f303b524421493e',1793729087000,739923,0,'old/say','drill',3,NULL,21000,0,'','cc49b4813c851861','sm2;max=36500','{"due":739924,"last":739923,"drill":739923,"reviews":5,"lapses":1,"data":[0,280,1]}','{"due":739924,"last":739923,"drill":739923,"reviews":5,"lapses":1,"data":[0,280,1]}','','','');
INSERT INTO "event" VALUES('01a1a296-3378-74e1-b646-5542b3dcdb2d','0f303b524421493e',1793729115000,739923,0,'old/pick','drill',2,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739924,"last":739923,"drill":739923,"reviews":7,"lapses":2,"data":[0,236,1]}','{"due":739924,"last":739923,"drill":739923,"reviews":7,"lapses":2,"data":[0,236,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a1a296-a0d8-7de2-bb1e-6470e5478fd7','0f303b524421493e',1793729143000,739923,0,'old/say','drill',4,NULL,21000,0,'','cc49b4813c851861','sm2;max=36500','{"due":739924,"last":739923,"drill":739923,"reviews":5,"lapses":1,"data":[0,280,1]}','{"due":739924,"last":739923,"drill":0,"reviews":5,"lapses":1,"data":[0,280,1]}','','','');
INSERT INTO "event" VALUES('01a1a297-0e38-799c-a28c-ef60c74c6652','0f303b524421493e',1793729171000,739923,0,'old/pick','drill',2,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739924,"last":739923,"drill":739923,"reviews":7,"lapses":2,"data":[0,236,1]}','{"due":739924,"last":739923,"drill":739923,"reviews":7,"lapses":2,"data":[0,236,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a1a297-7b98-7f87-8e4a-f573111ec9ef','0f303b524421493e',1793729199000,739923,0,'old/pick','drill',4,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739924,"last":739923,"drill":739923,"reviews":7,"lapses":2,"data":[0,236,1]}','{"due":739924,"last":739923,"drill":0,"reviews":7,"lapses":2,"data":[0,236,1]}','','','{"thought":7000}');
CREATE TABLE memory (
	card TEXT NOT NULL, 
	due INTEGER, 
	last INTEGER, 
	drill INTEGER, 
	reviews INTEGER, 
	lapses INTEGER, 
	data TEXT NOT NULL, 
	suspended INTEGER NOT NULL, 
	buried INTEGER NOT NULL, 
	flagged INTEGER NOT NULL, 
	wanted INTEGER NOT NULL, 
	PRIMARY KEY (card)
)
 STRICT

;
INSERT INTO "memory" VALUES('old/one',739967,739923,0,4,0,'[4,270,44]',0,0,0,0);
INSERT INTO "memory" VALUES('old/two',739960,739923,0,4,0,'[4,246,37]',0,0,0,0);
INSERT INTO "memory" VALUES('old/gaps#c1',739964,739923,0,4,0,'[4,256,41]',0,0,0,0);
INSERT INTO "memory" VALUES('old/pick',739924,739923,0,7,2,'[0,236,1]',0,0,0,0);
INSERT INTO "memory" VALUES('old/word',739938,739923,0,6,1,'[3,246,15]',0,0,0,0);
INSERT INTO "memory" VALUES('old/row',739964,739923,0,4,0,'[4,256,41]',0,0,0,0);
INSERT INTO "memory" VALUES('old/say',739924,739923,0,5,1,'[0,280,1]',0,0,0,0);
INSERT INTO "memory" VALUES('old/gone',739898,739892,0,2,0,'[2,236,6]',0,0,0,0);
INSERT INTO "memory" VALUES('old/two#reverse',739925,739910,0,5,1,'[3,236,15]',0,0,0,0);
INSERT INTO "memory" VALUES('old/gaps#c2',739939,739923,0,6,1,'[3,260,16]',0,0,0,0);
INSERT INTO "memory" VALUES('old/newname',739893,739892,739892,2,1,'[0,250,1]',1,0,0,0);
CREATE TABLE note (
	"key" TEXT NOT NULL, 
	deck TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	line INTEGER NOT NULL, 
	tags TEXT NOT NULL, 
	content TEXT NOT NULL, 
	changed INTEGER NOT NULL, 
	retired INTEGER NOT NULL, 
	PRIMARY KEY ("key")
)
 STRICT

;
INSERT INTO "note" VALUES('old/one','old',0,4,'','{"kind":"basic","body":{"ask":"What is one?","answer":"1.","reverse":false},"sources":[]}',1795754930,0);
INSERT INTO "note" VALUES('old/two','old',1,5,'','{"kind":"basic","body":{"ask":"What is two?","answer":"2.","reverse":true},"sources":[]}',1795754930,0);
INSERT INTO "note" VALUES('old/gaps','old',2,6,'','{"kind":"cloze","body":{"text":"A {{c1::first}} and a {{c2::second}}."},"sources":[]}',1795754930,0);
INSERT INTO "note" VALUES('old/pick','old',3,7,'','{"kind":"choice","body":{"ask":"Which?","right":["this"],"wrong":[["that",""],["those",""]]},"sources":[]}',1795754930,0);
INSERT INTO "note" VALUES('old/word','old',4,8,'','{"kind":"typed","body":{"ask":"Spell it.","answer":"it","accept":[],"match":"text"},"sources":[]}',1795754930,0);
INSERT INTO "note" VALUES('old/row','old',5,9,'','{"kind":"order","body":{"ask":"In order?","steps":["a","b","c"]},"sources":[]}',1795754930,0);
INSERT INTO "note" VALUES('old/say','old',6,10,'','{"kind":"points","body":{"ask":"Explain it.","points":[["first thing",[["first"]],false],["second thing",[["second"]],false]],"seconds":0,"follow_up":[]},"sources":[]}',1795754930,0);
INSERT INTO "note" VALUES('old/renamed','old',7,11,'','{"kind":"basic","body":{"ask":"Old name?","answer":"yes.","reverse":false},"sources":[]}',1795754930,1);
INSERT INTO "note" VALUES('old/gone','old',8,12,'','{"kind":"basic","body":{"ask":"To go?","answer":"gone.","reverse":false},"sources":[]}',1795754930,1);
INSERT INTO "note" VALUES('old/newname','old',7,11,'','{"kind":"basic","body":{"ask":"Old name?","answer":"yes.","reverse":false},"formerly":["old/renamed"],"sources":[]}',1795754932,0);
CREATE INDEX alias_card ON alias (card);
CREATE INDEX card_deck ON card (deck);
CREATE INDEX card_note ON card (note);
CREATE INDEX event_card ON event (card, at, id);
CREATE INDEX event_day ON event (day);
CREATE INDEX event_device ON event (device, id);
CREATE INDEX event_order ON event (at, id);
CREATE INDEX event_session ON event (session) WHERE session <> '';
CREATE INDEX event_undoes ON event (undoes) WHERE undoes <> '';
CREATE INDEX memory_buried ON memory (buried) WHERE buried > 0;
CREATE INDEX memory_drill ON memory (drill) WHERE drill > 0;
CREATE INDEX memory_due ON memory (due);
CREATE INDEX memory_wanted ON memory (wanted) WHERE wanted > 0;
CREATE INDEX note_deck ON note (deck);
CREATE TRIGGER event_is_final BEFORE UPDATE ON event
       BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TRIGGER event_stays BEFORE DELETE ON event
       BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
CREATE VIEW history AS
    SELECT e.id, e.device, e.at, e.day, e."offset", e.card, e.kind, e.grade, e.suggested, e.took, e.hints,
    e.answer, e.fingerprint, e.scheduler, e.before, e.after, e.undoes, e.session, e.detail, e.card AS present, EXISTS (SELECT 1 FROM event u WHERE u.undoes = e.id AND u.undoes <> '') AS undone FROM event e
    WHERE NOT EXISTS (SELECT 1 FROM alias a WHERE a.old = e.card)
    UNION ALL
    SELECT e.id, e.device, e.at, e.day, e."offset", e.card, e.kind, e.grade, e.suggested, e.took, e.hints,
    e.answer, e.fingerprint, e.scheduler, e.before, e.after, e.undoes, e.session, e.detail, a.card AS present, EXISTS (SELECT 1 FROM event u WHERE u.undoes = e.id AND u.undoes <> '') AS undone FROM alias a CROSS JOIN event e ON e.card = a.old;
COMMIT;
PRAGMA user_version = 3;
