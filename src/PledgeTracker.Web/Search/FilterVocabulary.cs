namespace PledgeTracker.Web.Search;

/// <summary>
/// What readers call what the tracker has, in both languages: for each choice of a facet the words that mean it, and words that stand for
/// others in the texts. The names of places, tags, metrics, sectors and companies are not here: they come from the data.
/// </summary>
/// <remarks>
/// A line is <c>choices: words, words</c>. Words are compared without accents and plurals. The chip on the page says the tracker's own word
/// and never the reader's. Where a word can mean several choices, all of them are taken: "broken" is missed or withdrawn.
/// </remarks>
public static class FilterVocabulary
{
    /// <summary>Facet and choices, and what means them. The longest words win.</summary>
    public const string Facets = """
        verdict=kept: kept, fulfilled, delivered, honored, honoured, came true, come true, made good, keep their word, kept their word, kept its word, kept their promise, kept its promise, kept promise, keep their promise, kept its promises, kept their promises, keep promises, delivered on its promise, delivered on their promises, delivered on, met their target, met its target, met the target, met their goal, met its goal, target met, goal met, success, successes, success stories, succeeded, successful, achieved
        verdict=kept: cumplida, cumplidas, cumplido, cumplidos, cumplió, cumplieron, cumple, cumplen, se cumplió, se cumplieron, cumplió su promesa, cumplieron su promesa, cumplieron sus promesas, cumplió lo prometido, cumplieron lo prometido, logrado, lograda, logrados, logradas, con éxito, exitosa, exitosas
        verdict=partly-kept: partly kept, partially kept, half kept, partly fulfilled, partially fulfilled, partly delivered, partially delivered, partly met, fell short, fall short, falls short, fallen short, came up short, partial, only partly
        verdict=partly-kept: cumplida en parte, cumplidas en parte, cumplido en parte, parcialmente cumplida, parcialmente cumplidas, cumplida parcialmente, cumplidas parcialmente, cumplidas a medias, cumplida a medias, a medias, se quedó corta, se quedaron cortas
        verdict=in-progress: in progress, under way, underway, ongoing, on going, still going, being built, under construction, still being built
        verdict=in-progress: en curso, en marcha, en construcción, en proceso, en progreso, en desarrollo
        verdict=in-progress,stalled,not-yet-rated: still open, open pledges, open promises, open pledge, undecided, not decided, pending, promesas abiertas, promesas pendientes, pendiente, pendientes
        verdict=stalled: stalled, on hold, delayed, delays, postponed, paused, frozen, stuck, put off, stagnant, no movement, idle, mothballed, shelved, pushed back
        verdict=stalled: estancada, estancadas, estancado, estancados, parada, paradas, parado, parados, pausada, pausadas, pausado, en pausa, aplazada, aplazadas, aplazado, retrasada, retrasadas, retrasado, retrasados, retraso, retrasos, congelada, congeladas, pospuesta, pospuestas, postergada, postergadas, detenida, detenidas
        verdict=missed: missed, not kept, not fulfilled, unfulfilled, not met, unmet, not delivered, never delivered, didn't deliver, did not deliver, failed to deliver, never kept, did not keep, didn't keep, missed its target, missed their target, missed deadline, missed deadlines, missed the deadline
        verdict=missed: incumplida, incumplidas, incumplido, incumplidos, incumplió, incumplieron, incumplimiento, incumplimientos, no cumplida, no cumplidas, no cumplido, no cumplidos, no cumplió, no cumplieron, no se cumplió, no se cumplieron, sin cumplir, falló, fallaron
        verdict=missed,withdrawn: broken, broke, break, breach, reneged, renege, went back on, back on its word, never happened, never materialized, never materialised, didn't happen, did not happen, never built, never opened, never came, fail, failed, failure, failures, fell through, came to nothing, empty promises, false promises
        verdict=missed,withdrawn: rota, rotas, roto, rotos, rompió, rompieron, fracaso, fracasos, fracasada, fracasadas, fracasado, fracasados, fracasó, fracasaron, nunca se hizo, nunca se construyó, nunca ocurrió, nunca llegaron, nunca llegó, fallida, fallidas, fallido, fallidos, falsas promesas, promesas vacías
        verdict=withdrawn: withdrawn, withdrew, withdraw, taken back, took back, cancelled, canceled, cancel, cancels, cancelling, cancellation, cancellations, scrapped, scraps, abandoned, abandons, abandon, dropped, drops, pulled out, pull out, pulls out, backed out, back out, pulled the plug, called off, walked away, walk away, walks away, gave up, given up, axed, killed, ditched, rescinded, revoked, quit
        verdict=withdrawn: retirada, retiradas, retirado, retirados, retiró, retiraron, se retiró, se retiraron, cancelada, canceladas, cancelado, cancelados, canceló, cancelaron, cancelación, anulado, anulados, abandonada, abandonadas, abandonado, abandonados, abandonó, abandonaron, desistió, desistieron, renunció, renunciaron, se echó atrás, se echaron atrás, dio marcha atrás, dieron marcha atrás, descartada, descartadas, descartado, descartados
        verdict=disputed: disputed, contested, en disputa, disputada, disputadas, cuestionada, cuestionadas
        verdict=lapsed: lapsed, fell away, expired, sin efecto, caducada, caducadas, caducó, caducaron, extinguida, extinguidas
        verdict=not-yet-rated: not yet rated, not rated, unrated, no verdict, without verdict, without a verdict, not judged, not yet judged, unjudged, no result, no results, no outcome, unknown outcome, unclear, sin calificar, no calificada, no calificadas, sin veredicto, sin resultado, sin resultados, sin juzgar
        lapsed=insolvency: bankrupt, bankruptcy, bankruptcies, insolvent, insolvency, insolvencies, went bankrupt, gone bankrupt, filed for bankruptcy, went bust, went under, gone bust, chapter 11, collapsed, wound up
        lapsed=insolvency: quiebra, quiebras, quebró, quebraron, quebrada, quebradas, en quiebra, bancarrota, en bancarrota, bancarrotas, insolvencia, insolvente, insolventes
        lapsed=condition-not-met: condition not met, conditions not met, unmet condition, condición no cumplida, condiciones no cumplidas
        lapsed=made-void: made void, struck down, anulada, anuladas por un tribunal
        pace=overdue: overdue, past due, late, running late, behind deadline, past deadline, past its deadline, past their deadline, vencida, vencidas, vencido, vencidos, fuera de plazo, pasada de plazo, pasadas de plazo, tarde
        pace=behind: behind, behind schedule, behind pace, lagging, slow, off track, atrasada, atrasadas, atrasado, atrasados, con atraso, por detrás, rezagada, rezagadas
        pace=ahead: ahead, ahead of schedule, ahead of plan, adelantada, adelantadas, por delante
        pace=on-pace: on pace, on track, on schedule, on course, al ritmo previsto, a buen ritmo, según lo previsto
        pace=reached: reached, target reached, goal reached, exceeded, surpassed, alcanzada, alcanzadas, meta alcanzada, superada, superadas
        pace=nothing-counted: nothing counted, no figure, no figures, no qualifying figure, no numbers, no number counted, no data, nobody counted, uncounted, not counted, no jobs counted, no evidence, without evidence, sin cifra, sin cifras, sin cifra válida, sin datos, sin pruebas, nadie contó
        pace=no-deadline: no deadline, without deadline, without a deadline, no end date, open ended, sin plazo, sin fecha límite
        deadline=passed: deadline passed, deadline has passed, deadlines passed, passed deadline, passed deadlines, deadline over, deadline gone, expired deadline, plazo vencido, plazos vencidos, plazo pasado, plazo cumplido
        deadline=ahead: deadline ahead, deadline to come, coming due, still due, upcoming deadline, upcoming deadlines, plazo por vencer, plazos por vencer, por vencer
        checkability=measurable: measurable, checkable, verifiable, can be checked, medible, medibles, comprobable, comprobables, verificable, verificables
        checkability=hardly-measurable: hardly measurable, unmeasurable, not measurable, uncheckable, unverifiable, cannot be checked, can't be checked, vague, vague promises, apenas medible, apenas medibles, no comprobable, no comprobables, vaga, vagas
        checkability=partly-measurable: partly measurable, partly checkable, medible en parte, medibles en parte
        counted=company-statement: company statement, company statements, counted by the company, company says so, according to the company, self reported, declaración de la empresa, según la empresa, contado por la empresa, contados por la empresa
        counted=company-filing: company filing, company filings, sec filing, sec filings, filing to a regulator, informe a un regulador
        counted=government-record: government record, government records, government counted, counted by the government, counted by government, counted by the state, counted by a state agency, counted by an agency, official figures, official count, state verified, verified by the state, registro oficial, registros oficiales, cifras oficiales, contado por el gobierno, contados por el gobierno, contado por el estado, contados por el estado
        counted=media-count: media count, counted by the press, counted by journalists, counted by reporters, counted by a newspaper, counted by newspapers, counted by media, press count, recuento de prensa, contado por la prensa, contados por la prensa, contado por periodistas, contados por periodistas
        counted=independent-research: independent research, independent count, counted independently, counted by researchers, researchers counted, investigación independiente, recuento independiente, contado por investigadores
        counted=commissioned-study: commissioned study, commissioned studies, study paid for by the company, company study, estudio por encargo, estudios por encargo
        counted=government-record,independent-research,media-count: independently verified, independently confirmed, independently counted, verified, confirmed, verificado, verificada, verificados, verificadas, confirmado, confirmados
        money_state=clawed-back: clawback, clawbacks, claw back, clawed back, clawing back, paid back, pay back, pay subsidies back, pay money back, pay the money back, repay, repaid, repays, repayment, returned money, returned subsidies, returned the money, money back, give back subsidies, gave back subsidies, devuelto, devueltos, devuelta, devueltas, devolver, devolvió, devolvieron, devolución, reembolso, reembolsó, reembolsar, subvención devuelta, ayudas devueltas
        money_state=paid: subsidy paid, subsidies paid, public money paid, incentives paid, subvenciones pagadas, ayudas pagadas, dinero público pagado
        money_state=cancelled: subsidy cancelled, subsidies cancelled, incentives cancelled, lost its subsidies, lost subsidies, subvenciones canceladas, ayudas canceladas
        money_state=threatened: subsidy threatened, subsidies threatened, threatened subsidies, amenaza de revocación
        money_state=awarded: subsidies awarded, awarded subsidies, grants awarded, ayudas concedidas, subvenciones concedidas
        public_money=*: subsidy, subsidies, subsidised, subsidized, public money, public funds, public funding, public incentives, incentive, incentives, tax break, tax breaks, tax credit, tax credits, tax incentive, tax incentives, tax relief, tax abatement, tax abatements, taxpayer money, taxpayer, taxpayers, taxpayer funded, state aid, government money, government aid, government support, corporate welfare, handout, handouts, with subsidies
        public_money=*: subvención, subvenciones, subvencionada, subvencionadas, subsidio, subsidios, ayuda pública, ayudas públicas, ayuda estatal, ayudas estatales, ayudas, dinero público, fondos públicos, incentivo, incentivos, incentivos fiscales, beneficio fiscal, beneficios fiscales, exención fiscal, exenciones fiscales, ventajas fiscales, crédito fiscal, créditos fiscales, contribuyente, contribuyentes
        public_money=none: no subsidies, no subsidy, without subsidies, without a subsidy, without public money, no public money, no incentives, without incentives, unsubsidised, unsubsidized, sin subvención, sin subvenciones, sin ayudas, sin ayuda pública, sin subsidios, sin dinero público, sin incentivos
        per_job=*;sort=money-for-a-job: per job, for each job, for every job, cost per job, price per job, money per job, subsidy per job, subsidies per job, public money per job, public money for a job, taxpayer cost per job, taxpayer money per job, incentives per job, cost of a job, cost of each job, dollars per job
        per_job=*;sort=money-for-a-job: por empleo, por puesto, por puesto de trabajo, por cada empleo, por cada puesto, por trabajo, coste por empleo, costo por empleo, subvención por empleo, subsidio por empleo, dinero público por empleo, ayuda pública por empleo, ayudas por empleo, coste por puesto, costo por puesto
        metric=jobs-retained: jobs retained, retained jobs, jobs kept, jobs saved, saved jobs, save jobs, save those jobs, saving jobs, keep jobs, kept jobs, retain jobs, preserved jobs, jobs preserved, empleos conservados, empleos salvados, empleos mantenidos, conservar empleos, salvar empleos, mantener empleos, salvó empleos
        metric=jobs-supported: jobs supported, supported jobs, support jobs, indirect jobs, induced jobs, empleos respaldados, empleos apoyados, empleos indirectos
        metric=headcount: headcount, head count, staff level, personal total, plantilla
        metric=people-hired: people hired, new hires, hiring pledge, hiring pledges, hiring spree, personas contratadas, contrataciones
        metric=people-trained: people trained, training, trained, trainees, train people, training pledges, apprenticeship, apprenticeships, personas capacitadas, personas formadas, capacitación, formación, capacitar, formar, aprendices
        metric=small-businesses-supported: small businesses supported, small business support, support small businesses, help small businesses, small firms, pequeñas empresas apoyadas, pymes apoyadas, pymes, pyme, apoyo a pymes, apoyar pymes
        metric=hires-and-promotions: hires and promotions, contrataciones y ascensos
        metric=investment: measured in investment, measured in money, medidas en inversión
        tag=trump-transition: trump transition, transition promises, transition pledges, trump’s transition, president elect trump, transición de trump
        tag=electric-vehicles: electric vehicle, electric vehicles, electric car, electric cars, electric truck, electric trucks, ev, evs, vehículo eléctrico, vehículos eléctricos, coche eléctrico, coches eléctricos, carro eléctrico, carros eléctricos, auto eléctrico, autos eléctricos
        tag=batteries: battery, batteries, battery plant, battery plants, battery factory, battery factories, gigafactories, batería, baterías, pila, pilas, fábrica de baterías, fábricas de baterías, planta de baterías, plantas de baterías
        tag=semiconductors: semiconductor, semiconductors, chip, chips, microchip, microchips, chipmaker, chipmakers, chip maker, chip makers, chip plant, chip plants, chip factory, chip factories, chip fab, chip fabs, fabs, wafer, wafers, semiconductores, chips semiconductores, fábrica de chips, fábricas de chips, planta de chips, fábrica de semiconductores
        tag=automotive: automotive, car, cars, automobile, automobiles, automaker, automakers, carmaker, carmakers, car maker, car makers, auto industry, car industry, auto plant, auto plants, car plant, car plants, car factory, car factories, auto factory, autos, automotriz, automotrices, automóvil, automóviles, coche, coches, carro, carros, fabricantes de coches, fabricantes de automóviles, planta de autos, fábrica de coches, fábrica de autos, industria automotriz
        tag=cloud-and-ai: cloud, ai, artificial intelligence, data center, data centers, data centre, data centres, datacenter, datacenters, inteligencia artificial, ia, centro de datos, centros de datos, nube
        tag=health: health, healthcare, health care, pharma, pharmaceutical, pharmaceuticals, drug maker, drug makers, drugmaker, drugmakers, drug company, drug companies, drug plant, drug plants, medicine, medicines, biotech, salud, farmacéutica, farmacéuticas, farmacéutico, farmacéuticos, medicamento, medicamentos, fármacos
        tag=steel-and-metals: steel, aluminum, aluminium, metals, steelmaker, steelmakers, steel mill, steel mills, acero, aluminio, metal, metales, siderurgia, siderúrgica, siderúrgicas
        tag=headquarters: headquarters, headquarter, hq, head office, head offices, corporate headquarters, sede, sedes, sede central, oficina central, casa matriz
        tag=aerospace: aerospace, aircraft, airplane, airplanes, aviation, plane maker, plane makers, satellites, rocket, rockets, aeroespacial, aviación, avión, aviones, aeronáutica, satélites
        tag=defense: defense, defence, weapons, military contractor, defensa, armamento, armas
        tag=energy: energy, power plants, oil, gas, energía, energético, energética, petróleo
        tag=solar: solar, solar panel, solar panels, solar power, photovoltaic, paneles solares, panel solar, energía solar, fotovoltaica
        tag=telecommunications: telecommunications, telecom, telecoms, wireless, telecomunicaciones, telefonía
        tag=veterans: veterans, veteran, vets, military veterans, ex soldiers, veterano, veteranos, excombatientes
        tag=refugees: refugee, refugees, refugiado, refugiados, refugiada, refugiadas
        tag=women: women, woman, female, female workers, mujer, mujeres, empresarias
        tag=youth: youth, young people, young workers, teenagers, youths, joven, jóvenes, juventud, empleo juvenil
        tag=skills: skills, new skills, reskilling, upskilling, digital skills, retraining, habilidades, competencias, competencias digitales
        tag=merger: merger, mergers, takeover, takeovers, acquisition, acquisitions, fusión, fusiones, adquisición, adquisiciones
        tag=tax-cuts-2017: tax cut, tax cuts, tax cuts 2017, tax reform, tax law, tax bill, rebaja de impuestos, rebajas de impuestos, reforma fiscal, recorte de impuestos, recortes de impuestos
        tag=small-businesses: small business, small businesses, pequeña empresa, pequeñas empresas, negocios pequeños, pequeños negocios
        tag=consumer-goods: consumer goods, appliances, household appliances, washing machines, bienes de consumo, electrodomésticos
        tag=retail: retail, retailer, retailers, stores, shops, supermarket, supermarkets, comercio minorista, tienda, tiendas, supermercado, supermercados, minorista, minoristas
        tag=finance: finance, bank, banks, banking, financial, finanzas, banco, bancos, banca
        tag=food: food, food maker, food makers, alimentos, alimentación, comida
        tag=technology: technology, tech, tech company, tech companies, tech firms, tecnología, tecnológica, tecnológicas, tecnológico, empresas tecnológicas
        tag=site-deal: site deal, site deals
        term=trump-2017,trump-2025: trump era, trump years, trump presidency, trump’s presidency, under trump, under president trump, while trump was president, when trump was president, during trump, trump’s terms, trump administration, era trump, presidencia de trump, durante trump, con trump de presidente, bajo trump, gobierno de trump, administración trump
        term=trump-2017: trump’s first term, first trump term, first trump administration, first trump presidency, trump first term, trump 1, primer mandato de trump, primer gobierno de trump, primera presidencia de trump
        term=trump-2025: trump’s second term, second trump term, second trump administration, second trump presidency, trump second term, trump 2, current term, segundo mandato de trump, segundo gobierno de trump, segunda presidencia de trump
        term=biden-2021: biden era, biden years, biden presidency, biden’s presidency, biden’s term, under biden, under president biden, while biden was president, when biden was president, during biden, biden administration, era biden, presidencia de biden, durante biden, bajo biden, gobierno de biden, mandato de biden, con biden de presidente, administración biden
        term=obama-2009: obama era, obama years, obama presidency, obama’s presidency, obama’s terms, under obama, under president obama, while obama was president, when obama was president, during obama, obama administration, era obama, presidencia de obama, durante obama, bajo obama, gobierno de obama, mandato de obama, con obama de presidente, administración obama
        sort=largest: largest, biggest, most jobs, huge, top, mayores, más grandes, las más grandes, la mayor, el mayor
        sort=newest: newest, latest, most recent, recent, recently, newest first, más reciente, más recientes, recientes, últimas, nuevas promesas, última, reciente
        sort=-newest: oldest, earliest, oldest first, más antigua, más antiguas, más antiguos, las primeras
        sort=-largest: smallest, fewest jobs, least jobs, smallest first, más pequeñas, más pequeña, menos empleos
        sort=due: due next, next due, due soon, soonest, próximas a vencer
        sort=progress: most progress, highest share, closest to target, mayor avance, más avance
        public_money=*;sort=public-money: biggest subsidies, largest subsidies, most subsidies, biggest subsidy, largest subsidy, most subsidized, most subsidised, most public money, biggest incentives, largest incentives, biggest tax breaks, largest tax breaks, mayores subvenciones, mayores ayudas, mayores subsidios, más dinero público, más subvencionadas
        per_job=*;sort=money-for-a-job: most money per job, most expensive jobs, costliest jobs, expensive jobs, highest cost per job, highest subsidy per job, most expensive per job, empleos más caros, puestos más caros, mayor coste por empleo, mayor costo por empleo
        """;

    /// <summary>Words of the texts, and what readers type for them: any of the first is looked for.</summary>
    public const string Texts = """
        groundbreaking, broke ground, break ground: broke ground, break ground, breaking ground, groundbreaking, puso la primera piedra, primera piedra
        plant, factory, facility: plant, factory, facility, manufacturing site, assembly plant, fábrica, planta, instalación, manufacturing plant
        chief executive, CEO: ceo, chief executive, boss, director ejecutivo, consejero delegado, director general
        governor: governor, gov, governors, gobernador, gobernadora, gobernadores
        president: president, presidente, presidenta
        chairman: chairman, chair, chairwoman
        minister: minister, ministro, ministra
        mayor: mayor, alcalde, alcaldesa
        senator: senator, senador, senadora
        auditor, audit: audited, audit, auditor, state auditors, auditors, state auditor, auditoría, auditores, auditoría del estado
        sue, sued, suing, lawsuit, suit, court: sue, sues, sued, suing, lawsuit, lawsuits, suit, demanda, demandó, demandar, juicio, pleito
        laid off, layoff, job cuts, cut jobs: laid off, layoff, lay off, laying off, job cuts, cut jobs, despido, despidió, despidieron, recorte de empleos
        close, closed, closing, closure, shut: closed, close, closure, closing, shut, shut down, shuttered, cerró, cerrar, cierre, cerrada, cerrado
        moved, move, relocate, relocation: moved, relocated, relocation, trasladó, traslado, mudanza
        reshoring, bring back, bring home, brought back, return, moved back, relocate: reshoring, reshore, onshoring, bring back jobs, bring jobs back, brought back, bringing back, relocalización, traer de vuelta
        Masayoshi Son: masa son, masayoshi
        Elon Musk: musk
        investment, invest: investment, invest, invested, inversión, invertir, invirtió, inversiones
        hire, hired, hiring: hire, hired, hiring, hires, contratar, contrató, contrataron, contratará
        wage, pay, salary: wage, wages, salary, salaries, salario, sueldo
        union: union, unions, sindicato, sindicatos
        construction: construction, construcción
        contract, agreement: contract, agreement, contrato, acuerdo
        summit: summit, cumbre
        create, created, creation: create, creates, created, creating, creation, crear, crea, creó, crearon, creado, creados
        claim, claimed: claim, claims, claimed, afirmación, afirmaciones, afirmó
        check, fact check: fact check, fact checks, fact checked, fact checkers, verificación, verificaciones
        university: university, universidad
        city: city, ciudad
        furnace: furnace, horno, hornos
        warehouse, fulfillment: warehouse, warehouses, almacén, almacenes
        train, trained, training: train, formar, capacitar
        solar roof, Solar Roof: solar roof, techo solar
        headquarters, HQ2: hq2, second headquarters, segunda sede
        subsidiary: subsidiary, filial
        tariff: tariff, tariffs, arancel, aranceles
        pandemic, covid: pandemic, covid, coronavirus, pandemia
        election: election, elección, elecciones
        truck: truck, camión, camiones, camioneta, camionetas
        bridge: bridge, puente
        ceiling, cap: ceiling, tope
        auto, car, vehicle: auto
        """;

    /// <summary>Other names of places, by their ISO code; taken only where the tracker has a pledge there.</summary>
    public const string Places = """
        US: usa, us, u.s., america, united states of america, estados unidos de américa, estados unidos, eeuu, ee. uu., ee.uu., nationwide
        GB: uk, u.k., britain, great britain, united kingdom, gran bretaña, reino unido
        GB-ENG: england
        GB-WLS: wales
        GB-SCT: scotland
        DE: east germany, eastern germany, german, alemania oriental, este de alemania
        FR: french
        IN: indian
        BR: brazilian, brasil
        CA: canadian
        US-OH: buckeye state
        US-TX: lone star state, tejas
        US-CA: golden state
        US-FL: sunshine state
        US-GA: peach state
        US-NC: tar heel state, carolina del norte
        US-SC: palmetto state, carolina del sur
        US-NY: empire state, nueva york, new york state, estado de nueva york
        US-NJ: garden state
        US-NV: silver state
        US-AZ: grand canyon state
        US-MI: great lakes state, wolverine state
        US-IN: hoosier state
        US-KY: bluegrass state
        US-TN: volunteer state
        US-VA: old dominion
        US-WI: badger state
        US-PA: keystone state
        US-IL: prairie state
        US-LA: pelican state
        US-MO: show me state
        US-KS: sunflower state
        US-UT: beehive state
        US-ID: gem state
        US-MA: bay state
        US-MN: north star state
        US-CO: centennial state
        US-WA: evergreen state, washington state
        US-DC: washington dc, washington d.c.
        US-VT: green mountain state
        US-AL: yellowhammer state
        US-HI: aloha state
        US-MS: magnolia state
        US-WV: mountain state
        CA-QC: quebec province
        """;

    /// <summary>Words that narrow nothing where others are there: they only put first what has them.</summary>
    public const string Optional = """
        job jobs work worker workers workforce employment employee employees position positions post posts people company companies firm firms corporation corporations business employer employers
        empleo empleos trabajo trabajos trabajador trabajadores puesto puestos empleado empleados empresa empresas compañía compañías firma firmas corporación corporaciones gente persona personas
        project projects proyecto proyectos plan plans planned planes site sites new nuevo nueva nuevos nuevas state estado big large deal deals plant plants factory factories fábrica fábricas planta plantas
        create creates created creating creation build builds built building hire hires hired hiring add adds added adding bring brings money pay pays paid cost costs
        crear crea creó crearon creado creados creada creadas construir construyó contratar contrató contrataron dinero pagó pagar costó cuesta
        afirmación afirmaciones afirma afirmó afirman verificación verificaciones total totales lista listas grande grandes millones
        target targets goal goals industry industries sector sectors meta metas objetivo objetivos industria industrias term terms
        claim claims claimed number numbers check checked checks dollar dollars dólar dólares total investment inversión
        """;

    /// <summary>Words that questions are made of and that say nothing of what is looked for.</summary>
    public const string Noise = """
        a about actually after all also although am an and any anybody anyone anything are around as ask at be became because become been before being between both but by can come could did didn do does doesn doing done each either else even ever every
        far find for from gave get gets getting give given gives go goes going gone got had has have having he her here him his how i if in into is isn it its itself just know let like list look looking made make makes making many may me more most much must my
        need no nor not now of off on once one only or other our out over own please really said same say saying says see seen she should show showing since so some something still such tell than that the their them then there these they thing things this those through to too toward towards
        under until up upon used very want was wasn way we well went were what whatever when where whether which while who whoever whole whom whose why will with within without would yes yet you your
        happen happened happening happens became story stories news info information details status real true truth fact facts
        pledge pledges pledged pledging promise promises promised promising commit commits committed commitment commitments vow vows vowed announce announced announces announcement announcements announcing
        al algo alguien alguna algunas alguno algunos ante antes aquí así aún aunque bajo bien cada casi como cómo con cual cuál cuáles cuales cualquier cuando cuándo cuanto cuánto cuanta cuánta cuántos cuantos cuántas cuantas de del desde donde dónde durante e el él ella ellas ellos en entonces entre era eran es esa esas ese eso esos esta está están estas este esto estos estaba fue fueron
        ha haber había habían han hasta hay hizo hicieron la las le les lo los más me mi muy nada ni no nos o otra otras otro otros para pero por porque pues qué que quién quien quiénes quienes se sea según ser si sí sido sin sobre son su sus tal también tan te tiene tienen toda todas todo todos tras tu u un una unas uno unos y ya
        pasa pasó paso pasaron ocurrió dice dijo dijeron hace hacer mostrar muestra ver busco buscar dime quiero saber
        promesa promesas prometió prometieron prometido prometida prometidos prometidas prometen compromiso compromisos anuncio anuncios anunció anunciaron anunciado anunciada anunciados anunciadas
        """;
}
