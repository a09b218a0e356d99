BEGIN TRANSACTION;
CREATE TABLE about (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
)
 STRICT

;
INSERT INTO "about" VALUES('scheduler','sm2;max=36500');
INSERT INTO "about" VALUES('reader','2 7904 1795737433000000000');
INSERT INTO "about" VALUES('device','29f0580b9c2bd1d0');
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
	position INTEGER NOT NULL, 
	fingerprint TEXT NOT NULL, 
	retired INTEGER NOT NULL, 
	rank INTEGER NOT NULL, 
	PRIMARY KEY ("key")
)
 STRICT

;
INSERT INTO "card" VALUES('old/one','old/one','old',0,'059bd14fbd232d50',0,0);
INSERT INTO "card" VALUES('old/two','old/two','old',0,'10ed3cb726a0d710',0,1);
INSERT INTO "card" VALUES('old/two#reverse','old/two','old',1,'554f7292bb53c2b4',0,6);
INSERT INTO "card" VALUES('old/gaps#c1','old/gaps','old',0,'5e32d24d35fc07a3',0,2);
INSERT INTO "card" VALUES('old/gaps#c2','old/gaps','old',1,'e076fd7a1280b6c4',0,7);
INSERT INTO "card" VALUES('old/pick','old/pick','old',0,'c277c901423c8987',0,3);
INSERT INTO "card" VALUES('old/word','old/word','old',0,'cf322505ab61ccb1',0,4);
INSERT INTO "card" VALUES('old/row','old/row','old',0,'fae1533278447f94',0,8);
INSERT INTO "card" VALUES('old/say','old/say','old',0,'cc49b4813c851861',0,9);
INSERT INTO "card" VALUES('old/renamed','old/renamed','old',0,'2ba1aa1d4f22cb50',1,5);
INSERT INTO "card" VALUES('old/gone','old/gone','old',0,'61a6baed62de61c3',1,6);
INSERT INTO "card" VALUES('old/newname','old/newname','old',0,'2ba1aa1d4f22cb50',0,5);
CREATE TABLE deck (
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	about TEXT NOT NULL, 
	path TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	retired INTEGER NOT NULL, 
	own INTEGER DEFAULT 1 NOT NULL, 
	weight INTEGER DEFAULT 1 NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "deck" VALUES('old','Old::Things','','/decks-of-old/decks/old.yaml',0,0,1,1);
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
INSERT INTO "deck_file" VALUES('/decks-of-old/decks/old.yaml',611,1795754941200593401,'old',1,'[]','["old",1,true,false,[],[["one",4,[],[],[],"300c3aec66c96ac2"],["two",5,[],[],[],"499ed3a0f4f84b11"],["gaps",6,[],[],[],"e0dfd7701828b17c"],["pick",7,[],[],[],"a0a90dd707b7b350"],["word",8,[],[],[],"61d7d45abfcf8073"],["row",9,[],[],[],"aa275f46bc4cee48"],["say",10,[],[],[],"ddb379cdcaccf84d"],["newname",11,[],[],["old/renamed"],"93875a5d21f1320c"]],[]]');
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
INSERT INTO "event" VALUES('01a0f8a0-11b8-723d-ae03-bc006875424d','29f0580b9c2bd1d0',1790877635000,739890,0,'old/one','review',4,NULL,21000,0,'','059bd14fbd232d50','sm2;max=36500','','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','','','');
INSERT INTO "event" VALUES('01a0f8a0-7f18-75c5-aadc-add5b1bb33a3','29f0580b9c2bd1d0',1790877663000,739890,0,'old/two','review',5,NULL,21000,0,'','10ed3cb726a0d710','sm2;max=36500','','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,260,1]}','','','');
INSERT INTO "event" VALUES('01a0f8a0-ec78-7346-b0fd-e9e21a799513','29f0580b9c2bd1d0',1790877691000,739890,0,'old/gaps#c1','review',3,NULL,21000,0,'','5e32d24d35fc07a3','sm2;max=36500','','{"due":739891,"last":739890,"drill":739890,"reviews":1,"lapses":0,"data":[1,236,1]}','','','');
INSERT INTO "event" VALUES('01a0f8a1-59d8-7090-93d9-21f6d14e4786','29f0580b9c2bd1d0',1790877719000,739890,0,'old/pick','review',2,2,21000,0,'','c277c901423c8987','sm2;max=36500','','{"due":739891,"last":739890,"drill":739890,"reviews":1,"lapses":0,"data":[0,250,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a0f8a1-c738-7d86-ba32-46084b7332d9','29f0580b9c2bd1d0',1790877747000,739890,0,'old/word','review',4,NULL,21000,0,'','cf322505ab61ccb1','sm2;max=36500','','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','','','');
INSERT INTO "event" VALUES('01a0f8a2-3498-7b5a-92e5-fd3967305d1b','29f0580b9c2bd1d0',1790877775000,739890,0,'old/renamed','review',5,NULL,21000,0,'','2ba1aa1d4f22cb50','sm2;max=36500','','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,260,1]}','','','');
INSERT INTO "event" VALUES('01a0f8a2-a1f8-78da-9bff-33e9cf2baae9','29f0580b9c2bd1d0',1790877803000,739890,0,'old/gaps#c1','drill',4,NULL,21000,0,'','5e32d24d35fc07a3','sm2;max=36500','{"due":739891,"last":739890,"drill":739890,"reviews":1,"lapses":0,"data":[1,236,1]}','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,236,1]}','','','');
INSERT INTO "event" VALUES('01a0f8a3-0f58-7712-90ea-171431f467af','29f0580b9c2bd1d0',1790877831000,739890,0,'old/pick','drill',4,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739891,"last":739890,"drill":739890,"reviews":1,"lapses":0,"data":[0,250,1]}','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[0,250,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a0fdc6-6db8-77dc-aaaf-f12690fae863','29f0580b9c2bd1d0',1790964035000,739891,0,'old/one','review',5,NULL,21000,0,'','059bd14fbd232d50','sm2;max=36500','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','{"due":739897,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[2,260,6]}','','','');
INSERT INTO "event" VALUES('01a0fdc6-db18-7f0f-a490-531bd7cfd3e8','29f0580b9c2bd1d0',1790964063000,739891,0,'old/renamed','review',3,NULL,21000,0,'','2ba1aa1d4f22cb50','sm2;max=36500','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,260,1]}','{"due":739897,"last":739891,"drill":739891,"reviews":2,"lapses":0,"data":[2,246,6]}','','','');
INSERT INTO "event" VALUES('01a0fdc7-4878-7962-8b1d-23b66f327e34','29f0580b9c2bd1d0',1790964091000,739891,0,'old/gone','review',2,NULL,21000,0,'','61a6baed62de61c3','sm2;max=36500','','{"due":739892,"last":739891,"drill":739891,"reviews":1,"lapses":0,"data":[0,250,1]}','','','');
INSERT INTO "event" VALUES('01a0fdc7-b5d8-7d2b-b691-332c0eeb1917','29f0580b9c2bd1d0',1790964119000,739891,0,'old/two','review',4,NULL,21000,0,'','10ed3cb726a0d710','sm2;max=36500','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,260,1]}','{"due":739897,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[2,260,6]}','','','');
INSERT INTO "event" VALUES('01a0fdc8-2338-7dff-9811-5040c96e1bf7','29f0580b9c2bd1d0',1790964147000,739891,0,'old/pick','review',2,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[0,250,1]}','{"due":739892,"last":739891,"drill":739891,"reviews":2,"lapses":0,"data":[0,250,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a0fdc8-9098-7ba5-a083-6e9a1c7311a2','29f0580b9c2bd1d0',1790964175000,739891,0,'old/row','review',4,NULL,21000,0,'','fae1533278447f94','sm2;max=36500','','{"due":739892,"last":739891,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','','','');
INSERT INTO "event" VALUES('01a0fdc8-fdf8-7790-aaae-040e872e9892','29f0580b9c2bd1d0',1790964203000,739891,0,'old/gaps#c1','review',4,NULL,21000,0,'','5e32d24d35fc07a3','sm2;max=36500','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,236,1]}','{"due":739897,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[2,236,6]}','','','');
INSERT INTO "event" VALUES('01a0fdc9-6b58-77d3-ba31-02f051d0ceb9','29f0580b9c2bd1d0',1790964231000,739891,0,'old/word','review',5,NULL,21000,0,'','cf322505ab61ccb1','sm2;max=36500','{"due":739891,"last":739890,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','{"due":739897,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[2,260,6]}','','','');
INSERT INTO "event" VALUES('01a0fdc9-d8b8-7d65-a7f5-7c62c93a88ed','29f0580b9c2bd1d0',1790964259000,739891,0,'old/say','review',3,NULL,21000,0,'','cc49b4813c851861','sm2;max=36500','','{"due":739892,"last":739891,"drill":739891,"reviews":1,"lapses":0,"data":[1,236,1]}','','','');
INSERT INTO "event" VALUES('01a0fdca-4618-7287-82f5-43d92a676943','29f0580b9c2bd1d0',1790964287000,739891,0,'old/renamed','drill',2,NULL,21000,0,'','2ba1aa1d4f22cb50','sm2;max=36500','{"due":739897,"last":739891,"drill":739891,"reviews":2,"lapses":0,"data":[2,246,6]}','{"due":739897,"last":739891,"drill":739891,"reviews":2,"lapses":0,"data":[2,246,6]}','','','');
INSERT INTO "event" VALUES('01a0fdca-b378-7bd3-b910-a887f8d67664','29f0580b9c2bd1d0',1790964315000,739891,0,'old/gone','drill',4,NULL,21000,0,'','61a6baed62de61c3','sm2;max=36500','{"due":739892,"last":739891,"drill":739891,"reviews":1,"lapses":0,"data":[0,250,1]}','{"due":739892,"last":739891,"drill":0,"reviews":1,"lapses":0,"data":[0,250,1]}','','','');
INSERT INTO "event" VALUES('01a0fdcb-20d8-7140-913d-979bbb56709f','29f0580b9c2bd1d0',1790964343000,739891,0,'old/pick','drill',2,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739892,"last":739891,"drill":739891,"reviews":2,"lapses":0,"data":[0,250,1]}','{"due":739892,"last":739891,"drill":739891,"reviews":2,"lapses":0,"data":[0,250,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a0fdcb-8e38-7d1e-b916-f68cf3bc827f','29f0580b9c2bd1d0',1790964371000,739891,0,'old/say','drill',4,2,21000,0,'4','cc49b4813c851861','sm2;max=36500','{"due":739892,"last":739891,"drill":739891,"reviews":1,"lapses":0,"data":[1,236,1]}','{"due":739892,"last":739891,"drill":0,"reviews":1,"lapses":0,"data":[1,236,1]}','','','{"thought":7000,"marks":["missed","missed"],"ticks":[false,false]}');
INSERT INTO "event" VALUES('01a0fdcb-fb98-7e44-ae41-8cd8c88900b5','29f0580b9c2bd1d0',1790964399000,739891,0,'old/renamed','drill',4,NULL,21000,0,'','2ba1aa1d4f22cb50','sm2;max=36500','{"due":739897,"last":739891,"drill":739891,"reviews":2,"lapses":0,"data":[2,246,6]}','{"due":739897,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[2,246,6]}','','','');
INSERT INTO "event" VALUES('01a0fdcc-68f8-770f-8976-6e8310c6a82c','29f0580b9c2bd1d0',1790964427000,739891,0,'old/pick','drill',5,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739892,"last":739891,"drill":739891,"reviews":2,"lapses":0,"data":[0,250,1]}','{"due":739892,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[0,250,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a102ec-c9b8-7935-bfb9-38496f061f09','29f0580b9c2bd1d0',1791050435000,739892,0,'old/pick','review',3,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739892,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[0,250,1]}','{"due":739893,"last":739892,"drill":739892,"reviews":3,"lapses":0,"data":[1,236,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a102ed-3718-75a4-9694-05ec2bf22659','29f0580b9c2bd1d0',1791050463000,739892,0,'old/say','review',2,NULL,21000,0,'','cc49b4813c851861','sm2;max=36500','{"due":739892,"last":739891,"drill":0,"reviews":1,"lapses":0,"data":[1,236,1]}','{"due":739893,"last":739892,"drill":739892,"reviews":2,"lapses":1,"data":[0,236,1]}','','','');
INSERT INTO "event" VALUES('01a102ed-a478-7d74-a2ed-6fcb4193a527','29f0580b9c2bd1d0',1791050491000,739892,0,'old/two#reverse','review',4,NULL,21000,0,'','554f7292bb53c2b4','sm2;max=36500','','{"due":739893,"last":739892,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','','','');
INSERT INTO "event" VALUES('01a102ee-11d8-7717-87ae-8235f38d2574','29f0580b9c2bd1d0',1791050519000,739892,0,'old/row','review',5,NULL,21000,0,'','fae1533278447f94','sm2;max=36500','{"due":739892,"last":739891,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','{"due":739898,"last":739892,"drill":0,"reviews":2,"lapses":0,"data":[2,260,6]}','','','');
INSERT INTO "event" VALUES('01a102ee-7f38-7f30-9d0f-977e2f923d2b','29f0580b9c2bd1d0',1791050547000,739892,0,'old/gone','review',4,NULL,21000,0,'','61a6baed62de61c3','sm2;max=36500','{"due":739892,"last":739891,"drill":0,"reviews":1,"lapses":0,"data":[0,250,1]}','{"due":739893,"last":739892,"drill":0,"reviews":2,"lapses":0,"data":[1,250,1]}','','','');
INSERT INTO "event" VALUES('01a102ee-ec98-72a6-8250-eb8a240bc303','29f0580b9c2bd1d0',1791050575000,739892,0,'old/gaps#c2','review',4,NULL,21000,0,'','e076fd7a1280b6c4','sm2;max=36500','','{"due":739893,"last":739892,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','','','');
INSERT INTO "event" VALUES('01a102ef-59f8-7ab7-82ca-3078f97ed753','29f0580b9c2bd1d0',1791050603000,739892,0,'old/pick','drill',5,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739893,"last":739892,"drill":739892,"reviews":3,"lapses":0,"data":[1,236,1]}','{"due":739893,"last":739892,"drill":0,"reviews":3,"lapses":0,"data":[1,236,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a102ef-c758-7b1e-82bb-8f5f07f0b979','29f0580b9c2bd1d0',1791050631000,739892,0,'old/say','drill',3,NULL,21000,0,'','cc49b4813c851861','sm2;max=36500','{"due":739893,"last":739892,"drill":739892,"reviews":2,"lapses":1,"data":[0,236,1]}','{"due":739893,"last":739892,"drill":739892,"reviews":2,"lapses":1,"data":[0,236,1]}','','','');
INSERT INTO "event" VALUES('01a102f0-34b8-7685-ba71-2ee574d04daf','29f0580b9c2bd1d0',1791050659000,739892,0,'old/say','drill',2,NULL,21000,0,'','cc49b4813c851861','sm2;max=36500','{"due":739893,"last":739892,"drill":739892,"reviews":2,"lapses":1,"data":[0,236,1]}','{"due":739893,"last":739892,"drill":739892,"reviews":2,"lapses":1,"data":[0,236,1]}','','','');
INSERT INTO "event" VALUES('01a102f0-a218-796f-b34e-950ccbd19e61','29f0580b9c2bd1d0',1791050687000,739892,0,'old/say','drill',4,NULL,21000,0,'','cc49b4813c851861','sm2;max=36500','{"due":739893,"last":739892,"drill":739892,"reviews":2,"lapses":1,"data":[0,236,1]}','{"due":739893,"last":739892,"drill":0,"reviews":2,"lapses":1,"data":[0,236,1]}','','','');
INSERT INTO "event" VALUES('01a102f0-f420-7ce3-a08c-2b68a4205fdb','29f0580b9c2bd1d0',1791050708000,739892,0,'old/say','undo',NULL,NULL,NULL,0,'','','','{"due":739893,"last":739892,"drill":0,"reviews":2,"lapses":1,"data":[0,236,1]}','{"due":739893,"last":739892,"drill":739892,"reviews":2,"lapses":1,"data":[0,236,1]}','01a102f0-a218-796f-b34e-950ccbd19e61','','');
INSERT INTO "event" VALUES('01a1125f-ddb8-7878-88ee-d0eb0fb2935a','29f0580b9c2bd1d0',1791309635000,739895,0,'old/gone','review',2,NULL,21000,0,'','61a6baed62de61c3','sm2;max=36500','{"due":739893,"last":739892,"drill":0,"reviews":2,"lapses":0,"data":[1,250,1]}','{"due":739896,"last":739895,"drill":739895,"reviews":3,"lapses":1,"data":[0,250,1]}','','','');
INSERT INTO "event" VALUES('01a11260-4b18-7a8c-ab5d-408d7eb4467d','29f0580b9c2bd1d0',1791309663000,739895,0,'old/pick','review',4,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739893,"last":739892,"drill":0,"reviews":3,"lapses":0,"data":[1,236,1]}','{"due":739901,"last":739895,"drill":0,"reviews":4,"lapses":0,"data":[2,236,6]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a11260-b878-78a8-a3e9-5eee5075a2b2','29f0580b9c2bd1d0',1791309691000,739895,0,'old/two#reverse','review',5,NULL,21000,0,'','554f7292bb53c2b4','sm2;max=36500','{"due":739893,"last":739892,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','{"due":739901,"last":739895,"drill":0,"reviews":2,"lapses":0,"data":[2,260,6]}','','','');
INSERT INTO "event" VALUES('01a11261-25d8-7d61-b4db-ed907ab6e9d2','29f0580b9c2bd1d0',1791309719000,739895,0,'old/gaps#c2','review',4,NULL,21000,0,'','e076fd7a1280b6c4','sm2;max=36500','{"due":739893,"last":739892,"drill":0,"reviews":1,"lapses":0,"data":[1,250,1]}','{"due":739901,"last":739895,"drill":0,"reviews":2,"lapses":0,"data":[2,250,6]}','','','');
INSERT INTO "event" VALUES('01a11261-9338-7576-84ae-ac5b6389102e','29f0580b9c2bd1d0',1791309747000,739895,0,'old/say','review',4,NULL,21000,0,'','cc49b4813c851861','sm2;max=36500','{"due":739893,"last":739892,"drill":739892,"reviews":2,"lapses":1,"data":[0,236,1]}','{"due":739896,"last":739895,"drill":0,"reviews":3,"lapses":1,"data":[1,236,1]}','','','');
INSERT INTO "event" VALUES('01a11262-0098-7454-aff3-e80fea704c3f','29f0580b9c2bd1d0',1791309775000,739895,0,'old/gone','drill',5,NULL,21000,0,'','61a6baed62de61c3','sm2;max=36500','{"due":739896,"last":739895,"drill":739895,"reviews":3,"lapses":1,"data":[0,250,1]}','{"due":739896,"last":739895,"drill":0,"reviews":3,"lapses":1,"data":[0,250,1]}','','','');
INSERT INTO "event" VALUES('01a11262-8950-7295-ba12-7ac3031d1b30','29f0580b9c2bd1d0',1791309810000,739895,0,'old/pick','quiz',4,NULL,7000,0,'this','c277c901423c8987','','','','','01a11262-3748-7a34-9b0c-fdfcc6babc25','');
INSERT INTO "event" VALUES('01a11263-1208-79e2-8b73-7f481bc66a0a','29f0580b9c2bd1d0',1791309845000,739895,0,'old/pick','quiz',4,NULL,7000,0,'this','c277c901423c8987','','','','','01a11262-c000-751b-b7f3-e5eb44f956d8','');
INSERT INTO "event" VALUES('01a11263-9ac0-7779-ba5b-09cdbf6e53e5','29f0580b9c2bd1d0',1791309880000,739895,0,'old/pick','quiz',2,NULL,7000,0,'that','c277c901423c8987','','','','','01a11263-48b8-76d8-a2a1-1b4e18781b2c','{"instead": ["that"]}');
INSERT INTO "event" VALUES('01a11264-2378-70a2-bca4-fafd6f2f0398','29f0580b9c2bd1d0',1791309915000,739895,0,'old/pick','quiz',2,NULL,7000,0,'those','c277c901423c8987','','','','','01a11263-d170-7abb-9923-7fb3ea6a2548','{"instead": ["those"]}');
INSERT INTO "event" VALUES('01a11264-ac30-7eb0-96f7-2f7961cbe28f','29f0580b9c2bd1d0',1791309950000,739895,0,'old/pick','quiz',4,NULL,7000,0,'this','c277c901423c8987','','','','','01a11264-5a28-73a7-908d-4dd6c4a9a34b','');
INSERT INTO "event" VALUES('01a11265-34e8-7d39-9074-9b5b00ad9420','29f0580b9c2bd1d0',1791309985000,739895,0,'old/pick','quiz',2,NULL,7000,0,'that','c277c901423c8987','','','','','01a11264-e2e0-72ad-be58-81c4a83ed354','{"instead": ["that"]}');
INSERT INTO "event" VALUES('01a11786-39b8-7ea4-815c-609e848a6ed3','29f0580b9c2bd1d0',1791396035000,739896,0,'old/say','review',4,NULL,21000,0,'','cc49b4813c851861','sm2;max=36500','{"due":739896,"last":739895,"drill":0,"reviews":3,"lapses":1,"data":[1,236,1]}','{"due":739902,"last":739896,"drill":0,"reviews":4,"lapses":1,"data":[2,236,6]}','','','');
INSERT INTO "event" VALUES('01a11786-a718-7cb2-b00a-e731708d6d4e','29f0580b9c2bd1d0',1791396063000,739896,0,'old/gone','review',5,NULL,21000,0,'','61a6baed62de61c3','sm2;max=36500','{"due":739896,"last":739895,"drill":0,"reviews":3,"lapses":1,"data":[0,250,1]}','{"due":739897,"last":739896,"drill":0,"reviews":4,"lapses":1,"data":[1,260,1]}','','','');
INSERT INTO "event" VALUES('01a1366c-61b8-7a89-a0ca-d9c637df7ea9','29f0580b9c2bd1d0',1791914435000,739902,0,'old/one','review',5,NULL,21000,0,'','059bd14fbd232d50','sm2;max=36500','{"due":739897,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[2,260,6]}','{"due":739919,"last":739902,"drill":0,"reviews":3,"lapses":0,"data":[3,270,17]}','','','');
INSERT INTO "event" VALUES('01a1366c-cf18-7503-abb4-e3ce3ad9b8de','29f0580b9c2bd1d0',1791914463000,739902,0,'old/pick','review',4,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739901,"last":739895,"drill":0,"reviews":4,"lapses":0,"data":[2,236,6]}','{"due":739917,"last":739902,"drill":0,"reviews":5,"lapses":0,"data":[3,236,15]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a1366d-3c78-7c8b-90b6-13d01547b2df','29f0580b9c2bd1d0',1791914491000,739902,0,'old/say','review',4,NULL,21000,0,'','cc49b4813c851861','sm2;max=36500','{"due":739902,"last":739896,"drill":0,"reviews":4,"lapses":1,"data":[2,236,6]}','{"due":739917,"last":739902,"drill":0,"reviews":5,"lapses":1,"data":[3,236,15]}','','','');
INSERT INTO "event" VALUES('01a1366d-a9d8-7765-b758-f33eb078be6c','29f0580b9c2bd1d0',1791914519000,739902,0,'old/gaps#c2','review',5,NULL,21000,0,'','e076fd7a1280b6c4','sm2;max=36500','{"due":739901,"last":739895,"drill":0,"reviews":2,"lapses":0,"data":[2,250,6]}','{"due":739918,"last":739902,"drill":0,"reviews":3,"lapses":0,"data":[3,260,16]}','','','');
INSERT INTO "event" VALUES('01a1366e-1738-72b6-aa9e-7e0a09c76d63','29f0580b9c2bd1d0',1791914547000,739902,0,'old/newname','review',3,NULL,21000,0,'','2ba1aa1d4f22cb50','sm2;max=36500','{"due":739897,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[2,246,6]}','{"due":739916,"last":739902,"drill":739902,"reviews":3,"lapses":0,"data":[3,232,14]}','','','');
INSERT INTO "event" VALUES('01a1366e-8498-7eab-8b6b-99bfde2ec0d7','29f0580b9c2bd1d0',1791914575000,739902,0,'old/two#reverse','review',2,NULL,21000,0,'','554f7292bb53c2b4','sm2;max=36500','{"due":739901,"last":739895,"drill":0,"reviews":2,"lapses":0,"data":[2,260,6]}','{"due":739903,"last":739902,"drill":739902,"reviews":3,"lapses":1,"data":[0,260,1]}','','','');
INSERT INTO "event" VALUES('01a1366e-f1f8-7349-aa8b-aaed5ba8ef98','29f0580b9c2bd1d0',1791914603000,739902,0,'old/word','review',4,NULL,21000,0,'','cf322505ab61ccb1','sm2;max=36500','{"due":739897,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[2,260,6]}','{"due":739918,"last":739902,"drill":0,"reviews":3,"lapses":0,"data":[3,260,16]}','','','');
INSERT INTO "event" VALUES('01a1366f-5f58-7e9d-96e4-5b0325bea718','29f0580b9c2bd1d0',1791914631000,739902,0,'old/row','review',5,NULL,21000,0,'','fae1533278447f94','sm2;max=36500','{"due":739898,"last":739892,"drill":0,"reviews":2,"lapses":0,"data":[2,260,6]}','{"due":739919,"last":739902,"drill":0,"reviews":3,"lapses":0,"data":[3,270,17]}','','','');
INSERT INTO "event" VALUES('01a1366f-ccb8-7d10-b813-5871b7bb7cd6','29f0580b9c2bd1d0',1791914659000,739902,0,'old/newname','drill',4,NULL,21000,0,'','2ba1aa1d4f22cb50','sm2;max=36500','{"due":739916,"last":739902,"drill":739902,"reviews":3,"lapses":0,"data":[3,232,14]}','{"due":739916,"last":739902,"drill":0,"reviews":3,"lapses":0,"data":[3,232,14]}','','','');
INSERT INTO "event" VALUES('01a13670-3a18-7406-9bde-facf793d78db','29f0580b9c2bd1d0',1791914687000,739902,0,'old/two#reverse','drill',4,NULL,21000,0,'','554f7292bb53c2b4','sm2;max=36500','{"due":739903,"last":739902,"drill":739902,"reviews":3,"lapses":1,"data":[0,260,1]}','{"due":739903,"last":739902,"drill":0,"reviews":3,"lapses":1,"data":[0,260,1]}','','','');
INSERT INTO "event" VALUES('01a13670-8c20-71c6-9bf3-690c7611130b','29f0580b9c2bd1d0',1791914708000,739902,0,'','mock',NULL,NULL,NULL,0,'','','','','','','01a13670-70c8-7a76-af03-4df5fddf2a85','{"step":"start","minutes":5,"openers":[["old/say","Things"],["old/two","Things"],["old/newname","Things"]],"about":"all decks"}');
INSERT INTO "event" VALUES('01a13671-3030-7a9f-a962-09b287471bb4','29f0580b9c2bd1d0',1791914750000,739902,0,'old/say','mock',NULL,NULL,28000,0,'','cc49b4813c851861','','','','','01a13670-70c8-7a76-af03-4df5fddf2a85','{"step":"answer","index":0,"depth":0,"topic":"Things","ask":"Explain it.","seconds":90,"spoken":true}');
INSERT INTO "event" VALUES('01a13671-4b88-7299-a638-157ec3af7538','29f0580b9c2bd1d0',1791914757000,739902,0,'old/say','mock',NULL,NULL,NULL,0,'','','','','','','01a13670-70c8-7a76-af03-4df5fddf2a85','{"step":"confidence","index":0,"confidence":3,"handled":false}');
INSERT INTO "event" VALUES('01a13671-ef98-7399-a55b-781d6b1f619d','29f0580b9c2bd1d0',1791914799000,739902,0,'old/two#reverse','mock',NULL,NULL,28000,0,'','554f7292bb53c2b4','','','','','01a13670-70c8-7a76-af03-4df5fddf2a85','{"step":"answer","index":1,"depth":0,"topic":"Things","ask":"2.","seconds":45,"spoken":true}');
INSERT INTO "event" VALUES('01a13672-0af0-7398-96df-4983f422b83d','29f0580b9c2bd1d0',1791914806000,739902,0,'old/two#reverse','mock',NULL,NULL,NULL,0,'','','','','','','01a13670-70c8-7a76-af03-4df5fddf2a85','{"step":"confidence","index":1,"confidence":3,"handled":false}');
INSERT INTO "event" VALUES('01a13672-af00-7e34-a8c1-e601081a67b8','29f0580b9c2bd1d0',1791914848000,739902,0,'old/newname','mock',NULL,NULL,28000,0,'','2ba1aa1d4f22cb50','','','','','01a13670-70c8-7a76-af03-4df5fddf2a85','{"step":"answer","index":2,"depth":0,"topic":"Things","ask":"Old name?","seconds":45,"spoken":true}');
INSERT INTO "event" VALUES('01a13672-ca58-7c08-9469-e65285812651','29f0580b9c2bd1d0',1791914855000,739902,0,'old/newname','mock',NULL,NULL,NULL,0,'','','','','','','01a13670-70c8-7a76-af03-4df5fddf2a85','{"step":"confidence","index":2,"confidence":3,"handled":false}');
INSERT INTO "event" VALUES('01a13672-e5b0-7794-a874-c0c6458e5676','29f0580b9c2bd1d0',1791914862000,739902,0,'','mock',NULL,NULL,NULL,0,'','','','','','','01a13670-70c8-7a76-af03-4df5fddf2a85','{"step":"over"}');
INSERT INTO "event" VALUES('01a13673-0108-7673-b9a7-ffc8522af13e','29f0580b9c2bd1d0',1791914869000,739902,0,'old/say','mock',NULL,NULL,NULL,0,'','','','','','','01a13670-70c8-7a76-af03-4df5fddf2a85','{"step":"mark","index":0,"score":0.0,"points":[["first thing",false,false,""],["second thing",false,false,""]]}');
INSERT INTO "event" VALUES('01a13b92-bdb8-798f-89d0-e1014d19088a','29f0580b9c2bd1d0',1792000835000,739903,0,'old/two#reverse','review',5,NULL,21000,0,'','554f7292bb53c2b4','sm2;max=36500','{"due":739903,"last":739902,"drill":0,"reviews":3,"lapses":1,"data":[0,260,1]}','{"due":739904,"last":739903,"drill":0,"reviews":4,"lapses":1,"data":[1,270,1]}','','','');
INSERT INTO "event" VALUES('01a13b93-2b18-77a1-959c-8ff6483daf58','29f0580b9c2bd1d0',1792000863000,739903,0,'old/gaps#c1','review',4,NULL,21000,0,'','5e32d24d35fc07a3','sm2;max=36500','{"due":739897,"last":739891,"drill":0,"reviews":2,"lapses":0,"data":[2,236,6]}','{"due":739918,"last":739903,"drill":0,"reviews":3,"lapses":0,"data":[3,236,15]}','','','');
INSERT INTO "event" VALUES('01a15f9f-41b8-771f-9714-253198a284bf','29f0580b9c2bd1d0',1792605635000,739910,0,'old/two#reverse','review',4,NULL,21000,0,'','554f7292bb53c2b4','sm2;max=36500','{"due":739904,"last":739903,"drill":0,"reviews":4,"lapses":1,"data":[1,270,1]}','{"due":739916,"last":739910,"drill":0,"reviews":5,"lapses":1,"data":[2,270,6]}','','','');
INSERT INTO "event" VALUES('01a1a291-edb8-7b39-840f-bfd68906a1c0','29f0580b9c2bd1d0',1793728835000,739923,0,'old/one','review',4,NULL,21000,0,'','059bd14fbd232d50','sm2;max=36500','{"due":739919,"last":739902,"drill":0,"reviews":3,"lapses":0,"data":[3,270,17]}','{"due":739969,"last":739923,"drill":0,"reviews":4,"lapses":0,"data":[4,270,46]}','','','');
INSERT INTO "event" VALUES('01a1a292-5b18-7f80-8b00-3dc436404d5a','29f0580b9c2bd1d0',1793728863000,739923,0,'old/gaps#c1','review',5,NULL,21000,0,'','5e32d24d35fc07a3','sm2;max=36500','{"due":739918,"last":739903,"drill":0,"reviews":3,"lapses":0,"data":[3,236,15]}','{"due":739960,"last":739923,"drill":0,"reviews":4,"lapses":0,"data":[4,246,37]}','','','');
INSERT INTO "event" VALUES('01a1a292-c878-78ab-ab83-da3e3d2cea1b','29f0580b9c2bd1d0',1793728891000,739923,0,'old/two#reverse','review',3,NULL,21000,0,'','554f7292bb53c2b4','sm2;max=36500','{"due":739916,"last":739910,"drill":0,"reviews":5,"lapses":1,"data":[2,270,6]}','{"due":739939,"last":739923,"drill":739923,"reviews":6,"lapses":1,"data":[3,256,16]}','','','');
INSERT INTO "event" VALUES('01a1a293-35d8-7ee9-bb63-af9a318ffb05','29f0580b9c2bd1d0',1793728919000,739923,0,'old/pick','review',2,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739917,"last":739902,"drill":0,"reviews":5,"lapses":0,"data":[3,236,15]}','{"due":739924,"last":739923,"drill":739923,"reviews":6,"lapses":1,"data":[0,236,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a1a293-a338-7948-b950-6e0c9b355ef3','29f0580b9c2bd1d0',1793728947000,739923,0,'old/word','review',4,NULL,21000,0,'','cf322505ab61ccb1','sm2;max=36500','{"due":739918,"last":739902,"drill":0,"reviews":3,"lapses":0,"data":[3,260,16]}','{"due":739965,"last":739923,"drill":0,"reviews":4,"lapses":0,"data":[4,260,42]}','','','');
INSERT INTO "event" VALUES('01a1a294-1098-7fa9-aba5-502d21102994','29f0580b9c2bd1d0',1793728975000,739923,0,'old/say','review',5,NULL,21000,0,'','cc49b4813c851861','sm2;max=36500','{"due":739917,"last":739902,"drill":0,"reviews":5,"lapses":1,"data":[3,236,15]}','{"due":739960,"last":739923,"drill":0,"reviews":6,"lapses":1,"data":[4,246,37]}','','','');
INSERT INTO "event" VALUES('01a1a294-7df8-7400-b248-10a14c6d39ad','29f0580b9c2bd1d0',1793729003000,739923,0,'old/newname','review',4,NULL,21000,0,'','2ba1aa1d4f22cb50','sm2;max=36500','{"due":739916,"last":739902,"drill":0,"reviews":3,"lapses":0,"data":[3,232,14]}','{"due":739956,"last":739923,"drill":0,"reviews":4,"lapses":0,"data":[4,232,33]}','','','');
INSERT INTO "event" VALUES('01a1a294-eb58-7c85-9417-011bfce8c061','29f0580b9c2bd1d0',1793729031000,739923,0,'old/row','review',4,NULL,21000,0,'','fae1533278447f94','sm2;max=36500','{"due":739919,"last":739902,"drill":0,"reviews":3,"lapses":0,"data":[3,270,17]}','{"due":739969,"last":739923,"drill":0,"reviews":4,"lapses":0,"data":[4,270,46]}','','','');
INSERT INTO "event" VALUES('01a1a295-58b8-7e4a-903b-34d34c1dd39a','29f0580b9c2bd1d0',1793729059000,739923,0,'old/two#reverse','drill',5,NULL,21000,0,'','554f7292bb53c2b4','sm2;max=36500','{"due":739939,"last":739923,"drill":739923,"reviews":6,"lapses":1,"data":[3,256,16]}','{"due":739939,"last":739923,"drill":0,"reviews":6,"lapses":1,"data":[3,256,16]}','','','');
INSERT INTO "event" VALUES('01a1a295-c618-73d3-aaaa-cc7db576cb42','29f0580b9c2bd1d0',1793729087000,739923,0,'old/pick','drill',3,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739924,"last":739923,"drill":739923,"reviews":6,"lapses":1,"data":[0,236,1]}','{"due":739924,"last":739923,"drill":739923,"reviews":6,"lapses":1,"data":[0,236,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a1a296-3378-7bbe-8130-b58308d7e782','29f0580b9c2bd1d0',1793729115000,739923,0,'old/pick','drill',2,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739924,"last":739923,"drill":739923,"reviews":6,"lapses":1,"data":[0,236,1]}','{"due":739924,"last":739923,"drill":739923,"reviews":6,"lapses":1,"data":[0,236,1]}','','','{"thought":7000}');
INSERT INTO "event" VALUES('01a1a296-a0d8-73d0-ae00-c806fbf87669','29f0580b9c2bd1d0',1793729143000,739923,0,'old/pick','drill',4,2,21000,0,'','c277c901423c8987','sm2;max=36500','{"due":739924,"last":739923,"drill":739923,"reviews":6,"lapses":1,"data":[0,236,1]}','{"due":739924,"last":739923,"drill":0,"reviews":6,"lapses":1,"data":[0,236,1]}','','','{"thought":7000}');
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
INSERT INTO "memory" VALUES('old/one',739969,739923,0,4,0,'[4,270,46]',0,0,0,0);
INSERT INTO "memory" VALUES('old/two',739897,739891,0,2,0,'[2,260,6]',0,0,0,0);
INSERT INTO "memory" VALUES('old/gaps#c1',739960,739923,0,4,0,'[4,246,37]',0,0,0,0);
INSERT INTO "memory" VALUES('old/pick',739924,739923,0,6,1,'[0,236,1]',0,0,0,0);
INSERT INTO "memory" VALUES('old/word',739965,739923,0,4,0,'[4,260,42]',0,0,0,0);
INSERT INTO "memory" VALUES('old/gone',739897,739896,0,4,1,'[1,260,1]',0,0,0,0);
INSERT INTO "memory" VALUES('old/row',739969,739923,0,4,0,'[4,270,46]',0,0,0,0);
INSERT INTO "memory" VALUES('old/say',739960,739923,0,6,1,'[4,246,37]',0,0,0,0);
INSERT INTO "memory" VALUES('old/two#reverse',739939,739923,0,6,1,'[3,256,16]',0,0,0,0);
INSERT INTO "memory" VALUES('old/gaps#c2',739918,739902,0,3,0,'[3,260,16]',0,0,0,0);
INSERT INTO "memory" VALUES('old/newname',739956,739923,0,4,0,'[4,232,33]',0,0,0,0);
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
INSERT INTO "note" VALUES('old/one','old',0,4,'','{"kind":"basic","body":{"ask":"What is one?","answer":"1.","reverse":false},"sources":[]}',1795754939,0);
INSERT INTO "note" VALUES('old/two','old',1,5,'','{"kind":"basic","body":{"ask":"What is two?","answer":"2.","reverse":true},"sources":[]}',1795754939,0);
INSERT INTO "note" VALUES('old/gaps','old',2,6,'','{"kind":"cloze","body":{"text":"A {{c1::first}} and a {{c2::second}}."},"sources":[]}',1795754939,0);
INSERT INTO "note" VALUES('old/pick','old',3,7,'','{"kind":"choice","body":{"ask":"Which?","right":["this"],"wrong":[["that",""],["those",""]]},"sources":[]}',1795754939,0);
INSERT INTO "note" VALUES('old/word','old',4,8,'','{"kind":"typed","body":{"ask":"Spell it.","answer":"it","accept":[],"match":"text"},"sources":[]}',1795754939,0);
INSERT INTO "note" VALUES('old/row','old',5,9,'','{"kind":"order","body":{"ask":"In order?","steps":["a","b","c"]},"sources":[]}',1795754939,0);
INSERT INTO "note" VALUES('old/say','old',6,10,'','{"kind":"points","body":{"ask":"Explain it.","points":[["first thing",[["first"]],false],["second thing",[["second"]],false]],"seconds":0,"follow_up":[]},"sources":[]}',1795754939,0);
INSERT INTO "note" VALUES('old/renamed','old',7,11,'','{"kind":"basic","body":{"ask":"Old name?","answer":"yes.","reverse":false},"sources":[]}',1795754939,1);
INSERT INTO "note" VALUES('old/gone','old',8,12,'','{"kind":"basic","body":{"ask":"To go?","answer":"gone.","reverse":false},"sources":[]}',1795754939,1);
INSERT INTO "note" VALUES('old/newname','old',7,11,'','{"kind":"basic","body":{"ask":"Old name?","answer":"yes.","reverse":false},"formerly":["old/renamed"],"sources":[]}',1795754941,0);
CREATE INDEX alias_card ON alias (card);
CREATE INDEX card_deck ON card (deck);
CREATE INDEX card_note ON card (note);
CREATE INDEX card_rank ON card (rank);
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
PRAGMA user_version = 4;
